--- The report on a perspective or on all of a folder: as text in a window, or as a page in the browser.
local client_of = require('perspective.client')

local M = {}

local NAME = 'perspective://report'

local function show(text)
  local buffer = vim.fn.bufnr('^' .. NAME .. '$')
  if buffer == -1 then
    buffer = vim.api.nvim_create_buf(true, true)
    vim.api.nvim_buf_set_name(buffer, NAME)
  end
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(vim.trim(text), '\n'))
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].buftype = 'nofile'
  vim.bo[buffer].filetype = 'markdown'
  local window = vim.fn.bufwinid(buffer)
  if window ~= -1 then
    vim.api.nvim_set_current_win(window)
  else
    vim.cmd.sbuffer(buffer)
  end
end

local function browse(html)
  local file = vim.fn.tempname() .. '.html'
  vim.fn.writefile(vim.split(html, '\n'), file)
  local _, problem = vim.ui.open(file)
  client_of.say(problem and ('the report is at %s: %s'):format(file, problem) or ('report opened from ' .. file))
end

---@param opts { buffer: integer, uri?: string, html?: boolean }
function M.run(opts)
  local argument = { html = opts.html == true }
  if opts.uri then
    argument.uri = opts.uri
  else
    argument.folder = vim.uri_from_fname(vim.fn.getcwd())
  end
  client_of.run(opts.buffer, 'perspective.report', argument, function(result)
    local html = client_of.some(result.html)
    if opts.html and html then
      browse(html)
    else
      show(result.text)
    end
  end)
end

return M
