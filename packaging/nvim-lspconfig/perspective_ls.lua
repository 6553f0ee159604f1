---@brief
---
--- https://github.com/perspective-ls/perspective-ls
---
--- Language server for perspective documents: structured Markdown written from a persona's viewpoint. It judges them
--- against the persona's checklist. Other Markdown is left alone.
---
--- ```sh
--- cargo install perspective-ls
--- ```

---@type vim.lsp.Config
return {
  cmd = { 'perspective-ls', 'server' },
  filetypes = { 'markdown' },
  root_markers = { { 'perspective.toml', '.personakit', 'personas' }, '.git' },
}
