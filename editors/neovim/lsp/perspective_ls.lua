-- The language server's configuration, for `vim.lsp.enable('perspective_ls')` (Neovim 0.11).
-- It works without the rest of the plugin; with it, commands ask back and the status is kept.

---@type vim.lsp.Config
return {
  cmd = { 'perspective-ls', 'server' },
  -- Markdown that is no perspective is left alone by the server.
  filetypes = { 'markdown' },
  -- The first three say "a repository of perspectives" with equal right; git is the last resort.
  root_markers = { { 'perspective.toml', '.personakit', 'personas' }, '.git' },
  capabilities = {
    experimental = { perspective = { status = true } },
  },
  -- Below `perspective`: the keys of perspective.toml, e.g. `{ limit = 2, severity = { audience = 'off' } }`.
  settings = { perspective = {} },
}
