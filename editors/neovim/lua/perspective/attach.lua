--- Starting the server: by `vim.lsp.enable` where Neovim has it (0.11), else by `vim.lsp.start` on each Markdown file.
local config = require('perspective.config')
local status = require('perspective.status')

local M = {}

M.NAME = 'perspective_ls'

local MODERN = vim.lsp.config ~= nil and vim.lsp.enable ~= nil

--- The plugin's own part of the client's configuration.
local function own()
  local set = config.get()
  local actions = {}
  -- A code lens or an action that carries one of the server's commands is carried out with questions and windows.
  for name in pairs(require('perspective.command').SERVER) do
    actions[name] = function(command, context)
      require('perspective.command').lens(name, command, context)
    end
  end
  return {
    cmd = set.cmd,
    settings = set.settings and { perspective = set.settings },
    commands = actions,
    handlers = { ['perspective/statusChanged'] = status.changed },
  }
end

--- The shipped configuration, read as a file: 0.10 has nothing that reads it.
local function shipped()
  local file = vim.api.nvim_get_runtime_file('lsp/perspective_ls.lua', false)[1]
  return dofile(file)
end

--- Folder of the repository that `path` is in, by the shipped markers.
local function root(path, markers)
  for _, group in ipairs(markers) do
    local found = vim.fs.root(path, group)
    if found then
      return found
    end
  end
end

--- The whole configuration for a client rooted for `path`.
---@param path string
function M.resolved(path)
  local base
  if MODERN then
    base = vim.deepcopy(vim.lsp.config[M.NAME])
  else
    base = vim.tbl_deep_extend('force', shipped(), own())
    -- 0.10 takes the whole of the capabilities, not what comes on top.
    base.capabilities = vim.tbl_deep_extend('force', vim.lsp.protocol.make_client_capabilities(), base.capabilities)
  end
  base.name = M.NAME
  base.root_dir = root(path, base.root_markers or {})
  return base
end

local function fallback(group)
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = 'markdown',
    desc = 'Start perspective-ls',
    callback = function(event)
      if vim.bo[event.buf].buftype == '' then
        vim.lsp.start(M.resolved(vim.api.nvim_buf_get_name(event.buf)), { bufnr = event.buf })
      end
    end,
  })
end

--- Keeps the lenses of a buffer fresh: when it is entered and when somebody stops typing. Version 0.12 does it itself.
local function refresh_lenses(group, client, buffer)
  if not config.get().codelens or not client.server_capabilities.codeLensProvider then
    return
  end
  vim.api.nvim_create_autocmd({ 'BufEnter', 'InsertLeave', 'TextChanged' }, {
    group = group,
    buffer = buffer,
    desc = 'Refresh the lenses of perspective-ls',
    callback = function()
      vim.lsp.codelens.refresh({ bufnr = buffer })
    end,
  })
  vim.lsp.codelens.refresh({ bufnr = buffer })
end

function M.setup()
  local group = vim.api.nvim_create_augroup('perspective', { clear = true })
  if MODERN then
    vim.lsp.config(M.NAME, own())
  end
  if config.get().auto_enable then
    if MODERN then
      vim.lsp.enable(M.NAME)
    else
      fallback(group)
    end
  end
  vim.api.nvim_create_autocmd('LspAttach', {
    group = group,
    desc = 'Watch the status of perspectives',
    callback = function(event)
      local client = vim.lsp.get_client_by_id(event.data.client_id)
      if client and client.name == M.NAME then
        refresh_lenses(group, client, event.buf)
      end
    end,
  })
end

return M
