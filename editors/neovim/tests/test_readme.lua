--- What the README says, done; what is for other projects, tried.
return function(T)
  --- A folder to be found before others, with `file` of the repository as `lsp/perspective_ls.lua`.
  local function with_entry(file)
    local folder = vim.fn.tempname()
    vim.fn.mkdir(folder .. '/lsp', 'p')
    assert(vim.uv.fs_copyfile(T.SOURCE .. '/' .. file, folder .. '/lsp/perspective_ls.lua'))
    return folder
  end

  -- The README's command is typed in a checkout, where the examples are in a folder of that name.
  local words = vim.split(T.readme('open'), ' ')
  local checkout = vim.fn.tempname()
  vim.fn.mkdir(checkout, 'p')
  assert(vim.system({ 'cp', '-R', vim.env.EXAMPLES, checkout .. '/examples' }):wait().code == 0)
  assert(vim.system({ 'git', 'init', '-q', checkout }):wait().code == 0)
  T.test('a new user sees the first finding after the README\'s steps', function(child)
    T.equal(words[1], 'nvim')
    child:wait('#vim.diagnostic.get(0) > 0', 'diagnostics come')
    T.contains(child:lua('return vim.diagnostic.get(0)[1].source'), 'perspective-ls')
  end, { args = vim.list_slice(words, 2), cwd = checkout })

  T.test('the README\'s status line', function(child)
    child:command(T.readme('statusline'))
    child:command('set laststatus=2')
    child:open_judged(T.PERSPECTIVE)
    child:wait("vim.b.perspective_status:find('questions open')", 'the status comes')
    T.contains(child:screen(), child:lua('return vim.b.perspective_status'))
  end)

  T.test('the README\'s messages beside the text', function(child)
    child:lua(T.readme('messages'))
    child:open_judged(T.PERSPECTIVE)
    child:lua("vim.fn.search('Improve the onboarding')")
    T.contains(child:screen(), 'recommendation is vague')
  end)

  T.test('the README\'s line for lazy.nvim names the folder of the plugin', function()
    local spec = assert(load('return ' .. T.readme('lazy')))()
    local inside = spec.dir:match('^~/src/perspective%-ls/(.+)$')
    T.equal(vim.uv.fs_realpath(T.SOURCE .. '/' .. inside), vim.uv.fs_realpath(T.PLUGIN))
    assert(not spec.lazy, 'the plugin loads when it is needed, by itself')
  end)

  T.test('the entry for nvim-lspconfig serves without the plugin', function(child, root)
    T.equal(child:lua('return vim.fn.exists(":Perspective")'), 0)
    child:lua("vim.lsp.enable('perspective_ls')")
    child:open_judged(T.PERSPECTIVE)
    T.agrees(child, root)
    T.equal(child:lua('return vim.lsp.get_clients()[1].root_dir'), root)
  end, { args = { '--clean', '--cmd', 'set runtimepath^=' .. with_entry('packaging/nvim-lspconfig/perspective_ls.lua') } })

  T.test('the entry for nvim-lspconfig is as that project wants it', function()
    local file = T.SOURCE .. '/packaging/nvim-lspconfig/perspective_ls.lua'
    T.equal(vim.fn.readfile(file)[1], '---@brief')
    local text = table.concat(vim.fn.readfile(file), '\n')
    for _, unwanted in ipairs({ 'nvim_create_user_command', 'workspace/executeCommand', 'require', 'handlers', 'commands' }) do
      T.lacks(text, unwanted)
    end
    -- What the plugin says of the same, so that both start the server alike.
    local entry, own = dofile(file), dofile(T.PLUGIN .. '/lsp/perspective_ls.lua')
    for _, key in ipairs({ 'cmd', 'filetypes', 'root_markers' }) do
      T.equal(entry[key], own[key], key)
    end
  end)
end
