--- The command `:Perspective`, and what the server's commands do in this editor.
local client_of = require('perspective.client')
local status = require('perspective.status')

local M = {}

---@class perspective.Call
---@field buffer integer
---@field uri string
---@field args string[]
---@field bang boolean

local function restart(call)
  local name = require('perspective.attach').NAME
  local clients = vim.lsp.get_clients({ name = name })
  local buffers = {}
  for _, client in ipairs(clients) do
    vim.list_extend(buffers, vim.tbl_keys(client.attached_buffers))
    if vim.fn.has('nvim-0.11') == 1 then
      client:stop()
    else
      client.stop()
    end
  end
  vim.wait(2000, function()
    return #vim.lsp.get_clients({ name = name }) == 0
  end, 10)
  if #buffers == 0 then
    buffers = { call.buffer }
  end
  for _, buffer in ipairs(buffers) do
    if vim.api.nvim_buf_is_loaded(buffer) then
      vim.api.nvim_exec_autocmds('FileType', { buffer = buffer, modeline = false })
    end
  end
  client_of.say('server restarted')
end

--- Subcommands, in the order of the manual.
---@type table<string, { doc: string, run: fun(call: perspective.Call), complete?: fun(): string[] }>
M.SUB = {
  new = {
    doc = 'make a perspective: [persona] [request]',
    run = function(call)
      local request = table.concat(vim.list_slice(call.args, 2), ' ')
      require('perspective.new').run({ buffer = call.buffer, persona = call.args[1], request = request })
    end,
    complete = function()
      return require('perspective.new').ids()
    end,
  },
  questions = {
    doc = 'write the sheet of open questions and open it',
    run = function(call)
      require('perspective.answer').sheet(call)
    end,
  },
  answer = {
    doc = 'answer open questions: by asking, or by "Q1: A, Q2: Custom - 90 days"',
    run = function(call)
      local answers = table.concat(call.args, ' ')
      require('perspective.answer').run({ buffer = call.buffer, uri = call.uri, answers = answers })
    end,
  },
  checklist = {
    doc = 'show the checklist; with ! write it to its file',
    run = function(call)
      local checklist = require('perspective.checklist')
      local step = call.bang and checklist.write or checklist.show
      step({ buffer = call.buffer, uri = call.uri })
    end,
  },
  report = {
    doc = 'report on this perspective; "all" on the folder, "html" in the browser',
    run = function(call)
      local all, html = vim.tbl_contains(call.args, 'all'), vim.tbl_contains(call.args, 'html')
      require('perspective.report').run({ buffer = call.buffer, uri = not all and call.uri or nil, html = html })
    end,
    complete = function()
      return { 'all', 'html' }
    end,
  },
  status = {
    doc = 'say how this perspective stands',
    run = function(call)
      local client = client_of.get(call.buffer)
      if client then
        client_of.request(client, 'perspective/status', { textDocument = { uri = call.uri } }, function(result)
          client_of.say(result.state == 'other' and 'this file is no perspective' or status.words(result))
        end, call.buffer)
      end
    end,
  },
  restart = { doc = 'restart the server', run = restart },
  log = {
    doc = 'open the log of language servers',
    run = function()
      vim.cmd.tabedit(vim.fn.fnameescape(vim.lsp.get_log_path()))
    end,
  },
}

--- The server's commands that code lenses and actions carry, and the subcommand that carries each out here: questions are
--- asked at once.
M.SERVER = {
  ['perspective.questions'] = 'answer',
  ['perspective.answer'] = 'answer',
  ['perspective.checklist'] = 'checklist',
  ['perspective.report'] = 'report',
  ['perspective.new'] = 'new',
}

--- Carries out a command that a lens or an action of the server brought.
function M.lens(name, command, context)
  local argument = (command.arguments or {})[1] or {}
  local buffer = context.bufnr or vim.api.nvim_get_current_buf()
  local call = { buffer = buffer, uri = argument.uri or vim.uri_from_bufnr(buffer), args = {}, bang = argument.write == true }
  if name == 'perspective.answer' and argument.answers then
    call.args = { argument.answers }
  end
  M.SUB[M.SERVER[name]].run(call)
end

local function run(given)
  local name = given.fargs[1]
  if not name then
    local known = vim.tbl_keys(M.SUB)
    table.sort(known)
    client_of.say('one of: ' .. table.concat(known, ', ') .. ' (:help :Perspective)')
    return
  end
  local sub = M.SUB[name]
  if not sub then
    client_of.complain(('"%s" is no subcommand (:help :Perspective)'):format(name))
    return
  end
  local buffer = vim.api.nvim_get_current_buf()
  sub.run({
    buffer = buffer,
    uri = vim.uri_from_bufnr(buffer),
    args = vim.list_slice(given.fargs, 2),
    bang = given.bang,
  })
end

local function complete(lead, line)
  local words = vim.split(line:gsub('^.*Perspective!?%s*', ''), '%s+')
  local offered
  if #words <= 1 then
    offered = vim.tbl_keys(M.SUB)
  else
    local sub = M.SUB[words[1]]
    offered = sub and sub.complete and sub.complete() or {}
  end
  offered = vim.tbl_filter(function(word)
    return vim.startswith(word, lead)
  end, offered)
  table.sort(offered)
  return offered
end

function M.define()
  vim.api.nvim_create_user_command('Perspective', run, {
    nargs = '*',
    bang = true,
    complete = complete,
    desc = 'Work with perspective documents',
  })
  require('perspective.checklist').watch()
end

return M
