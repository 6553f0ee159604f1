--- What the user set in `vim.g.perspective`, over the defaults. Read anew each time, so that it can change.
local M = {}

---@class perspective.Config
---@field auto_enable boolean start the server on Markdown without being asked
---@field codelens boolean keep code lenses fresh
---@field checklist 'loclist'|'float' where `:Perspective checklist` shows
---@field cmd? string[] the server's command line, where `perspective-ls` is not on the PATH
---@field settings? table the keys of perspective.toml

---@type perspective.Config
local DEFAULTS = { auto_enable = true, codelens = true, checklist = 'loclist' }

---@type table<string, string>
local KINDS = { auto_enable = 'boolean', codelens = 'boolean', checklist = 'string', cmd = 'table', settings = 'table' }

---@return perspective.Config
function M.get()
  local own = vim.g.perspective
  return vim.tbl_extend('force', DEFAULTS, type(own) == 'table' and own or {})
end

--- What is wrong with the user's table, a line each; for the health check.
---@return string[]
function M.problems()
  local own = vim.g.perspective
  if own == nil then
    return {}
  end
  if type(own) ~= 'table' then
    return { ('vim.g.perspective is a %s: set it to a table'):format(type(own)) }
  end
  local problems = {}
  for key, value in pairs(own) do
    local kind = KINDS[key]
    if not kind then
      table.insert(problems, ('vim.g.perspective.%s is unknown: see :help perspective-settings'):format(key))
    elseif type(value) ~= kind then
      table.insert(problems, ('vim.g.perspective.%s is a %s: set it to a %s'):format(key, type(value), kind))
    elseif key == 'checklist' and value ~= 'loclist' and value ~= 'float' then
      table.insert(problems, 'vim.g.perspective.checklist is neither "loclist" nor "float"')
    end
  end
  table.sort(problems)
  return problems
end

return M
