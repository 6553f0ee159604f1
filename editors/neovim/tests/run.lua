--- Runs the tests of the plugin: `nvim --clean --headless -l editors/neovim/tests/run.lua`, by tests/editors/neovim.
--- The plugin is installed in the home folder, `perspective-ls` is on the PATH, EXAMPLES is the folder of examples.
local here = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))
package.path = here .. '/?.lua;' .. package.path

local Child = require('child')

local passed, failed = 0, 0

-- How long a test may take, in milliseconds: more than all that it waits for.
local HANGS = 600000

--- A fresh repository with the example's documents.
local function repository()
  local root = vim.uv.fs_realpath(vim.fn.fnamemodify(vim.fn.tempname(), ':h')) .. '/repo' .. (passed + failed)
  vim.fn.mkdir(root, 'p')
  assert(vim.system({ 'cp', '-R', vim.env.EXAMPLES .. '/.', root }):wait().code == 0)
  assert(vim.system({ 'git', 'init', '-q', root }):wait().code == 0)
  return root
end

local T = {}

--- Runs `body` with a child in a fresh repository.
function T.test(name, body, opts)
  local root = repository()
  opts = vim.tbl_extend('keep', opts or {}, { cwd = root })
  local began = vim.uv.hrtime()
  -- A request to a Neovim that hangs is never answered.
  local alarm = assert(vim.uv.new_timer())
  alarm:start(HANGS, 0, function()
    io.write(('FAIL  %s: Neovim hangs\n'):format(name))
    os.exit(1)
  end)
  local child = Child.start(opts)
  local ok, problem = xpcall(body, debug.traceback, child, root)
  child:stop()
  alarm:close()
  vim.fn.delete(root, 'rf')
  local time = ('%.2f s'):format((vim.uv.hrtime() - began) / 1e9)
  if ok then
    passed = passed + 1
    io.write(('ok    %s (%s)\n'):format(name, time))
  else
    failed = failed + 1
    io.write(('FAIL  %s (%s)\n%s\n'):format(name, time, problem))
  end
end

function T.equal(actual, expected, what)
  if not vim.deep_equal(actual, expected) then
    error(('%s\nis       %s\nexpected %s'):format(what or 'differs', vim.inspect(actual), vim.inspect(expected)), 2)
  end
end

function T.contains(text, part)
  if not text:find(part, 1, true) then
    error(('%q is not in\n%s'):format(part, text), 2)
  end
end

function T.lacks(text, part)
  if text:find(part, 1, true) then
    error(('%q is in\n%s'):format(part, text), 2)
  end
end

T.PERSPECTIVE = 'personas/guided-onboarding/customer-success-perspective.md'

--- The folder of the plugin, and that of the repository that it is from.
T.PLUGIN = vim.fs.normalize(here .. '/..')
T.SOURCE = vim.fs.normalize(here .. '/../../..')

--- The code of the block below <!-- test: NAME --> in the plugin's README.
function T.readme(name)
  local text = table.concat(vim.fn.readfile(T.PLUGIN .. '/README.md'), '\n')
  local code = text:match('<!%-%- test: ' .. name .. ' %-%->\n```%a+\n(.-)\n```')
  return assert(code, 'the README has no block "test: ' .. name .. '"')
end

--- The findings that the program prints for `text`, as "line code".
function T.findings(root, text)
  local name = root .. '/' .. T.PERSPECTIVE
  local run = vim.system({ 'perspective-ls', 'check', '--format', 'json', '--stdin-filename', name }, { stdin = text, cwd = root }):wait()
  local list = {}
  for _, document in ipairs(vim.json.decode(run.stdout).documents) do
    for _, it in ipairs(document.diagnostics) do
      table.insert(list, ('%d %s'):format(it.span.start.line, it.code))
    end
  end
  table.sort(list)
  return list
end

--- The diagnostics that Neovim shows for the current buffer, in the same form.
function T.shown(child)
  local list = child:lua([[
    return vim.tbl_map(function(it) return ('%d %s'):format(it.lnum + 1, it.code) end, vim.diagnostic.get(0))
  ]])
  table.sort(list)
  return list
end

--- Waits until Neovim shows what the program says of the buffer's text: the server has every change, and in order.
function T.agrees(child, root)
  local expected = T.findings(root, table.concat(child:lines(), '\n') .. '\n')
  local shown
  local agrees = vim.wait(60000, function()
    shown = T.shown(child)
    return vim.deep_equal(shown, expected)
  end, 50)
  if not agrees then
    T.equal(shown, expected, 'the editor and the program disagree')
  end
end

-- Those named (`readme` for test_readme.lua), else all.
local wanted = #_G.arg > 0 and table.concat(_G.arg, ',') or '*'
for _, file in ipairs(vim.fn.sort(vim.fn.glob(here .. '/test_{' .. wanted .. '}.lua', false, true))) do
  dofile(file)(T)
end

io.write(('neovim: %d passed, %d failed\n'):format(passed, failed))
os.exit(failed == 0 and passed > 0 and 0 or 1)
