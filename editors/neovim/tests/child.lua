--- A Neovim of its own, driven over RPC: keys go in as a person types them, and Lua is run inside to look.
local Child = {}
Child.__index = Child

-- Generous, as machines differ; nothing waits longer than it must.
local WAIT = 60000

--- Starts Neovim as its user would, with the plugin from the packages of the home folder.
---@param opts? { args?: string[], env?: table<string, string>, cwd?: string }
function Child.start(opts)
  opts = opts or {}
  local command = vim.list_extend({ vim.v.progpath, '--embed', '--headless', '-n', '-i', 'NONE' }, opts.args or {})
  local channel = vim.fn.jobstart(command, { rpc = true, cwd = opts.cwd, env = opts.env })
  assert(channel > 0, 'Neovim does not start')
  local self = setmetatable({ channel = channel }, Child)
  -- Wide enough that no message asks to press Enter.
  self:request('nvim_ui_attach', 200, 50, {})
  return self
end

local function blocked(channel)
  return vim.rpcrequest(channel, 'nvim_get_mode').blocking
end

--- Asks over RPC. Nothing is answered while a prompt blocks; then this fails instead of waiting for ever.
function Child:request(method, ...)
  local free = vim.wait(WAIT, function()
    return not blocked(self.channel)
  end, 10)
  assert(free, 'a prompt blocks that nobody answers')
  return vim.rpcrequest(self.channel, method, ...)
end

--- The value of `code` inside; `...` in it are the arguments.
function Child:lua(code, ...)
  return self:request('nvim_exec_lua', code, { ... })
end

function Child:command(command)
  self:request('nvim_command', command)
end

--- Types `keys`, in the notation of mappings.
function Child:type(keys)
  vim.rpcrequest(self.channel, 'nvim_input', keys)
end

--- Waits until the Lua expression `condition` holds inside; `why` says what did not happen.
function Child:wait(condition, why, ...)
  local code = ('local given = {...}; return vim.wait(%d, function() return %s end, 10)'):format(WAIT, condition)
  if not self:lua(code, ...) then
    error(('%s: %s does not become true\n%s'):format(why or 'waited', condition, self:screen()), 2)
  end
end

--- Waits until a prompt blocks: a list to choose from, or a line to write.
function Child:wait_for_prompt()
  local waits = vim.wait(WAIT, function()
    local mode = vim.rpcrequest(self.channel, 'nvim_get_mode')
    return mode.blocking or mode.mode == 'c'
  end, 10)
  assert(waits, 'no prompt appears')
end

--- Waits until the last prompt is closed: a request that is sent before is answered by nobody.
function Child:wait_for_no_prompt()
  local waits = vim.wait(WAIT, function()
    local mode = vim.rpcrequest(self.channel, 'nvim_get_mode')
    return not mode.blocking and mode.mode == 'n'
  end, 10)
  assert(waits, 'a prompt stays open')
end

--- Opens `file` and waits for the server and its first diagnostics.
function Child:open(file)
  self:command('edit ' .. vim.fn.fnameescape(file))
  self:wait("vim.tbl_get(vim.lsp.get_clients({ bufnr = 0, name = 'perspective_ls' }), 1, 'initialized')", 'the server attaches')
end

function Child:open_judged(file)
  self:open(file)
  self:wait('#vim.diagnostic.get(0) > 0', 'diagnostics come')
end

function Child:lines()
  return self:request('nvim_buf_get_lines', 0, 0, -1, false)
end

function Child:messages()
  return self:request('nvim_exec2', 'messages', { output = true }).output
end

--- What is on the screen, as text.
function Child:screen()
  return self:lua([[
    vim.cmd.redraw()
    local rows = {}
    for row = 1, vim.o.lines do
      local cells = {}
      for column = 1, vim.o.columns do
        table.insert(cells, vim.fn.screenstring(row, column))
      end
      table.insert(rows, (table.concat(cells):gsub('%s+$', '')))
    end
    return table.concat(rows, '\n')
  ]])
end

function Child:stop()
  pcall(vim.rpcnotify, self.channel, 'nvim_command', 'qall!')
  vim.fn.jobwait({ self.channel }, 5000)
  pcall(vim.fn.jobstop, self.channel)
end

return Child
