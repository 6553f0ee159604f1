--- A new perspective: whose view, what is asked, then the document.
local client_of = require('perspective.client')

local M = {}

---@param done fun(personas: { id: string, name: string, description: string }[])
local function personas(buffer, done)
  client_of.run(buffer, 'perspective.personas', {}, function(result)
    done(result.personas)
  end)
end

local function make(buffer, persona, request)
  local folder = vim.uri_from_fname(vim.fn.getcwd())
  local argument = { persona = persona, request = request, folder = folder }
  -- The server has the document shown.
  client_of.run(buffer, 'perspective.new', argument, function(result)
    client_of.say(('perspective made in %s'):format(vim.fn.fnamemodify(vim.uri_to_fname(result.uri), ':~:.')))
  end)
end

local function ask_request(buffer, persona)
  vim.ui.input({ prompt = 'What should the perspective answer? ' }, function(request)
    if request and vim.trim(request) ~= '' then
      make(buffer, persona, vim.trim(request))
    end
  end)
end

--- Makes a perspective and opens it. What is not given is asked.
---@param opts { buffer: integer, persona?: string, request?: string }
function M.run(opts)
  if opts.persona and opts.request and opts.request ~= '' then
    make(opts.buffer, opts.persona, opts.request)
  elseif opts.persona then
    ask_request(opts.buffer, opts.persona)
  else
    personas(opts.buffer, function(list)
      local select = {
        prompt = 'Whose perspective?',
        kind = 'perspective.persona',
        format_item = function(persona)
          return persona.name
        end,
      }
      vim.ui.select(list, select, function(persona)
        if persona then
          ask_request(opts.buffer, persona.id)
        end
      end)
    end)
  end
end

--- The ids of the personas, for completion; empty while no server runs.
---@return string[]
function M.ids()
  local client = vim.lsp.get_clients({ name = 'perspective_ls' })[1]
  if not client then
    return {}
  end
  local params = { command = 'perspective.personas', arguments = { vim.empty_dict() } }
  local ask = vim.fn.has('nvim-0.11') == 1 and function(...)
    return client:request_sync(...)
  end or client.request_sync
  local answer = ask('workspace/executeCommand', params, 1000, 0)
  local list = answer and answer.result and answer.result.personas or {}
  return vim.tbl_map(function(persona)
    return persona.id
  end, list)
end

return M
