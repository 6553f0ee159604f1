--- Talking to the server.
local M = {}

local WAIT = 5000

local function say(message, level)
  -- Neovim tells of an edit that the server made; a second message below it would ask for a key before it goes on.
  vim.cmd.redraw()
  vim.notify('perspective: ' .. message, level or vim.log.levels.INFO)
end

M.say = say

function M.complain(message)
  say(message, vim.log.levels.ERROR)
end

--- The client of `buffer`, else any, else a new one for the folder that Neovim is in.
---@param buffer integer
---@return vim.lsp.Client?
function M.get(buffer)
  local attach = require('perspective.attach')
  local client = vim.lsp.get_clients({ name = attach.NAME, bufnr = buffer })[1] or vim.lsp.get_clients({ name = attach.NAME })[1]
  if not client then
    local set = attach.resolved(vim.fn.getcwd() .. '/.')
    set.root_dir = set.root_dir or vim.fn.getcwd()
    if vim.fn.executable(set.cmd[1]) == 0 then
      M.complain(('"%s" is not found: install it, or set vim.g.perspective.cmd (:help perspective-install)'):format(set.cmd[1]))
      return nil
    end
    local id = vim.fn.has('nvim-0.11') == 1 and vim.lsp.start(set, { attach = false }) or vim.lsp.start_client(set)
    client = id and vim.lsp.get_client_by_id(id)
  end
  if not client or not vim.wait(WAIT, function()
    return client.initialized
  end, 10) then
    M.complain('the server does not start: see :checkhealth perspective')
    return nil
  end
  return client
end

--- Asks `method`; `done` gets the result. An error is told, and ends it.
---@param client vim.lsp.Client
function M.request(client, method, params, done, buffer)
  local function answered(error, result)
    if error then
      M.complain(error.message or vim.inspect(error))
    else
      done(result)
    end
  end
  if vim.fn.has('nvim-0.11') == 1 then
    client:request(method, params, answered, buffer)
  else
    client.request(method, params, answered, buffer)
  end
end

--- Runs one of the server's commands with one object as its argument.
---@param buffer integer whose client is asked
---@param command string
---@param argument table
---@param done fun(result: table, client: vim.lsp.Client)
function M.run(buffer, command, argument, done)
  local client = M.get(buffer)
  if not client then
    return
  end
  local offered = vim.tbl_get(client.server_capabilities, 'executeCommandProvider', 'commands') or {}
  if not vim.tbl_contains(offered, command) then
    M.complain(('the server does not know "%s": update perspective-ls'):format(command))
    return
  end
  local params = { command = command, arguments = { next(argument) and argument or vim.empty_dict() } }
  M.request(client, 'workspace/executeCommand', params, function(result)
    if type(result) == 'table' then
      done(result, client)
    end
  end, buffer)
end

--- A value of JSON where null counts as nothing.
function M.some(value)
  if value ~= vim.NIL then
    return value
  end
end

return M
