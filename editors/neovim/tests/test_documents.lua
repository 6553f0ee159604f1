--- Documents: attaching, diagnostics, quick fixes, typing.
return function(T)
  T.test('the server attaches to a perspective, in the repository', function(child, root)
    child:open(T.PERSPECTIVE)
    local client = child:lua([[
      local client = vim.lsp.get_clients({ bufnr = 0 })[1]
      return { client.name, client.root_dir }
    ]])
    T.equal(client, { 'perspective_ls', root })
  end)

  T.test('diagnostics are those of the program, each once', function(child, root)
    child:open_judged(T.PERSPECTIVE)
    T.agrees(child, root)
    local first = child:lua([[
      return vim.tbl_map(function(it) return { it.source, it.message:find('Fix:', 1, true) ~= nil } end,
        vim.tbl_filter(function(it) return it.code == 'vague-recommendation' end, vim.diagnostic.get(0)))
    ]])
    assert(#first > 0)
    for _, it in ipairs(first) do
      T.equal(it, { 'perspective-ls', true })
    end
  end)

  T.test('the message stands beside the text, as the README configures it', function(child)
    child:open_judged(T.PERSPECTIVE)
    child:lua('vim.diagnostic.config({ virtual_text = true })')
    child:lua("vim.fn.search('Improve the onboarding')")
    T.contains(child:screen(), 'recommendation is vague')
  end)

  T.test('a quick fix by keys', function(child, root)
    child:open_judged(T.PERSPECTIVE)
    child:lua("vim.fn.search('\\\\[DATE\\\\]')")
    local before = #T.shown(child)
    child:type('gra')
    child:wait_for_prompt()
    child:type('1<CR>')
    child:wait("not table.concat(vim.api.nvim_buf_get_lines(0, 0, 6, false), ' '):find('[DATE]', 1, true)", 'the placeholder goes')
    T.agrees(child, root)
    assert(#T.shown(child) < before, 'no finding went')
    child:type('u')
    child:wait("table.concat(vim.api.nvim_buf_get_lines(0, 0, 6, false), ' '):find('[DATE]', 1, true)", 'undo brings it back')
  end)

  T.test('typing, undo, joins, blocks and wide characters leave the server with the very text', function(child, root)
    child:open_judged(T.PERSPECTIVE)
    local rounds = {
      'Go- Improve the experience of café owners 🚀 and 日本.<Esc>',
      'ggjjO[NEEDS CLARIFICATION: Wie groß ist 🚀 das Team?]<Esc>',
      '/Recommendations<CR>jddp',
      'uuu<C-r><C-r>',
      '/Success Metrics<CR>5jJJ',
      'gg/Assumptions<CR>yyGp',
      '/onboarding<CR>ciwüber<Esc>n.n.',
      'gg<C-v>3jI> <Esc>',
      ':%s/team/équipe/g<CR>',
      'ggdG',
      'u',
    }
    for _, keys in ipairs(rounds) do
      child:type(keys)
      child:wait("vim.api.nvim_get_mode().mode == 'n'", keys)
      T.agrees(child, root)
    end
  end)

  T.test('other Markdown gets nothing', function(child)
    child:open('README.md')
    child:lua('vim.wait(300)')
    T.equal(child:lua('return vim.diagnostic.get(0)'), {})
    T.equal(child:lua("return require('perspective').statusline()"), '')
  end)

  T.test('a file outside every repository is judged too', function(child)
    local file = vim.fn.tempname() .. '.md'
    vim.fn.writefile({ '# Customer Success Manager Perspective: Alone', '', 'Text.' }, file)
    child:open_judged(file)
    assert(vim.tbl_contains(T.shown(child), '1 missing-section') or #T.shown(child) > 0)
  end)
end
