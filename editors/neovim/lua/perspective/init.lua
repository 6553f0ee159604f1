--- What other configuration may use; see :help perspective-lua.
local M = {}

--- How the perspective in `buffer` stands; nil where it holds none.
---@param buffer? integer the current one where it is nil or 0
---@return perspective.Status?
function M.status(buffer)
  return require('perspective.status').of(buffer)
end

--- The same for a status line, e.g. `12/15, 3 questions open`; empty where the buffer holds none.
---@param buffer? integer
---@return string
function M.statusline(buffer)
  return require('perspective.status').line(buffer)
end

return M
