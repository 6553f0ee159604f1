-- Neovim 0.11: put this folder on the runtime path, then `vim.lsp.enable('perspective_ls')`.
return {
  cmd = { 'perspective-ls', 'server' },
  filetypes = { 'markdown' },
  root_markers = { 'perspective.toml', 'personas', '.git' },
}
