--- `:checkhealth perspective`
local M = {}

local health = vim.health

local function check_neovim()
  if vim.fn.has('nvim-0.11') == 1 then
    health.ok('Neovim ' .. tostring(vim.version()))
  else
    health.warn('Neovim ' .. tostring(vim.version()) .. ': the server is started by vim.lsp.start', '0.11 or later is the tested way')
  end
end

local function check_settings()
  local problems = require('perspective.config').problems()
  for _, problem in ipairs(problems) do
    health.error(problem)
  end
  if #problems == 0 then
    health.ok('settings are well-formed')
  end
end

local function check_server()
  local command = require('perspective.attach').resolved(vim.fn.getcwd() .. '/.').cmd
  local path = vim.fn.exepath(command[1])
  if path == '' then
    health.error(('"%s" is not found'):format(command[1]), {
      'install it: cargo install --path . in the repository of perspective-ls',
      'or set vim.g.perspective = { cmd = { "/path/to/perspective-ls", "server" } }',
    })
    return
  end
  local run = vim.system({ path, '--version' }, { text = true, timeout = 5000 }):wait()
  if run.code == 0 then
    health.ok(('%s (%s)'):format(vim.trim(run.stdout), path))
  else
    health.error(('%s --version ends with %d: %s'):format(path, run.code, vim.trim(run.stderr or '')), 'install it anew')
  end
end

local function check_clients()
  local clients = vim.lsp.get_clients({ name = require('perspective.attach').NAME })
  if #clients == 0 then
    health.info('no server is running: open a Markdown file')
  end
  for _, client in ipairs(clients) do
    local root = client.config.root_dir or 'no folder'
    health.ok(('server %d runs for %s, columns counted in %s'):format(client.id, root, client.offset_encoding))
    for buffer in pairs(client.attached_buffers) do
      local line = require('perspective.status').line(buffer)
      if line ~= '' then
        health.info(('%s: %s'):format(vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':~:.'), line))
      end
    end
  end
end

function M.check()
  health.start('perspective')
  check_neovim()
  check_settings()
  check_server()
  check_clients()
end

return M
