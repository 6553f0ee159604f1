--- Installation: health, help, settings, what is missing, older versions.
return function(T)
  local function health(child)
    child:command('checkhealth perspective')
    return table.concat(child:lines(), '\n')
  end

  T.test('the health check is clean', function(child)
    child:open_judged(T.PERSPECTIVE)
    local report = health(child)
    T.contains(report, 'OK perspective-ls ')
    T.contains(report, 'runs for ')
    T.lacks(report, 'ERROR')
    T.lacks(report, 'WARNING')
  end)

  T.test('the health check says what is wrong', function(child)
    local report = health(child)
    T.contains(report, '"/nowhere/perspective-ls" is not found')
    T.contains(report, 'vim.g.perspective.colour is unknown')
    T.contains(report, 'vim.g.perspective.checklist is neither')
  end, { args = { '--cmd', "let g:perspective = {'colour': 1, 'checklist': 'tree', 'cmd': ['/nowhere/perspective-ls', 'server']}" } })

  T.test('a missing server is said in one line', function(child)
    child:type(':Perspective report<CR>')
    child:wait('vim.fn.execute("messages"):find("perspective:", 1, true)')
    T.contains(child:messages(), '"/nowhere/perspective-ls" is not found: install it')
  end, { args = { '--cmd', "let g:perspective = {'cmd': ['/nowhere/perspective-ls', 'server']}" } })

  T.test('help is there, and every link in it leads somewhere', function(child)
    child:command('help :Perspective')
    T.contains(child:lua('return vim.api.nvim_buf_get_name(0)'), 'doc/perspective.txt')
    local broken = {}
    for link in table.concat(child:lines(), '\n'):gmatch('|(%S-)|') do
      if not pcall(child.command, child, 'help ' .. link) then
        table.insert(broken, link)
      end
    end
    T.equal(broken, {})
  end)

  T.test('help names every subcommand, and completion offers them', function(child)
    local offered = child:lua("return vim.fn.getcompletion('Perspective ', 'cmdline')")
    local known = child:lua("local known = vim.tbl_keys(require('perspective.command').SUB); table.sort(known); return known")
    T.equal(offered, known)
    for _, name in ipairs(known) do
      child:command('help :Perspective-' .. name)
    end
  end)

  T.test('settings reach the server', function(child)
    child:open_judged(T.PERSPECTIVE)
    for _, it in ipairs(T.shown(child)) do
      T.lacks(it, 'vague-recommendation')
    end
    assert(#T.shown(child) > 0)
  end, { args = { '--cmd', "let g:perspective = {'settings': {'severity': {'vague-recommendation': 'off'}}}" } })

  T.test('without auto_enable nothing starts until it is enabled', function(child)
    child:command('edit ' .. T.PERSPECTIVE)
    T.equal(child:lua('return #vim.lsp.get_clients()'), 0)
    child:lua("vim.lsp.enable('perspective_ls')")
    child:wait('#vim.diagnostic.get(0) > 0')
  end, { args = { '--cmd', "let g:perspective = {'auto_enable': v:false}" } })

  T.test('without vim.lsp.enable (0.10) the server is started on each file', function(child, root)
    child:open_judged(T.PERSPECTIVE)
    T.agrees(child, root)
    T.equal(child:lua('return vim.lsp.get_clients()[1].root_dir'), root)
    child:command('Perspective restart')
    child:wait("vim.tbl_get(vim.lsp.get_clients({ bufnr = 0 }), 1, 'initialized')")
  end, { args = { '--cmd', 'lua vim.lsp.config = nil; vim.lsp.enable = nil' } })

  T.test('restart', function(child, root)
    child:open_judged(T.PERSPECTIVE)
    local before = child:lua('return vim.lsp.get_clients()[1].id')
    child:command('Perspective restart')
    child:wait(("vim.tbl_get(vim.lsp.get_clients({ bufnr = 0 }), 1, 'id') ~= %d"):format(before), 'a new server')
    T.agrees(child, root)
  end)

  T.test('a wrong subcommand is said', function(child)
    child:type(':Perspective chekclist<CR>')
    child:wait('vim.fn.execute("messages"):find("perspective:", 1, true)')
    T.contains(child:messages(), '"chekclist" is no subcommand')
  end)
end
