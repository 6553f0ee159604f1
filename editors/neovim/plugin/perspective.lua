-- Defines :Perspective and starts the server on Markdown. Set `vim.g.perspective = { auto_enable = false }` before this
-- is read to call `vim.lsp.enable('perspective_ls')` yourself.
if vim.g.loaded_perspective then
  return
end
vim.g.loaded_perspective = true

if vim.fn.has('nvim-0.10') == 0 then
  vim.notify_once('perspective needs Neovim 0.10 or later', vim.log.levels.ERROR)
  return
end

require('perspective.command').define()
require('perspective.attach').setup()
