--- The checklist of a perspective, with its evidence: in the location list, or in a float.
local client_of = require('perspective.client')
local config = require('perspective.config')
local status = require('perspective.status')

local M = {}

local TITLE = 'Perspective checklist'
local TYPES = { fail = 'E', review = 'W', pass = 'I', waived = 'N' }
local BOXES = { pass = '[x]', waived = '[-]', fail = '[ ]', review = '[?]' }
local HIGHLIGHTS = { fail = 'DiagnosticError', review = 'DiagnosticWarn', pass = 'DiagnosticOk', waived = 'DiagnosticHint' }

--- Places of an item's evidence, as entries of a location list.
local function places(item, uri, encoding)
  local locations = vim.tbl_map(function(evidence)
    return { uri = uri, range = evidence.range }
  end, item.evidence or {})
  return vim.lsp.util.locations_to_items(locations, encoding)
end

local function sentence(item)
  local reason = client_of.some(item.reason)
  return reason and reason ~= '' and ('%s: %s'):format(item.words, reason) or item.words
end

--- The entries of a location list: one for each item, and one for each further place of its evidence.
local function entries(result, uri, encoding)
  local list = {}
  local buffer = vim.uri_to_bufnr(uri)
  for _, group in ipairs(result.groups) do
    for _, item in ipairs(group.items) do
      local found = places(item, uri, encoding)
      local first = found[1] or { valid = 0 }
      table.insert(list, {
        bufnr = found[1] and buffer or nil,
        lnum = first.lnum,
        col = first.col,
        end_lnum = first.end_lnum,
        end_col = first.end_col,
        type = TYPES[item.state],
        valid = found[1] and 1 or 0,
        text = ('%s [%s] %s'):format(item.state, group.title, sentence(item)),
      })
      for at = 2, #found do
        local place = found[at]
        table.insert(list, {
          bufnr = buffer,
          lnum = place.lnum,
          col = place.col,
          end_lnum = place.end_lnum,
          end_col = place.end_col,
          type = TYPES[item.state],
          text = ('%s, also here: %s'):format(item.state, vim.trim(place.text)),
        })
      end
    end
  end
  return list
end

local function title(result)
  return ('%s: %s'):format(TITLE, status.words(result.status))
end

local function into_list(result, uri, client, window)
  vim.fn.setloclist(window, {}, ' ', {
    title = title(result),
    items = entries(result, uri, client.offset_encoding),
    context = { perspective = uri },
  })
  vim.api.nvim_set_current_win(window)
  vim.cmd('lopen')
end

--- The lines of a float; with each, the place it leads to.
local function lines(result, uri, encoding)
  local text, targets, marks = { status.words(result.status) }, {}, {}
  for _, group in ipairs(result.groups) do
    vim.list_extend(text, { '', group.title })
    table.insert(marks, { #text - 1, 'Title' })
    for _, item in ipairs(group.items) do
      local place = places(item, uri, encoding)[1]
      table.insert(text, ('  %s %-6s %s'):format(BOXES[item.state] or '[?]', item.state, item.words))
      targets[#text] = place
      table.insert(marks, { #text - 1, HIGHLIGHTS[item.state] or 'Normal' })
      local reason = client_of.some(item.reason)
      if reason and reason ~= '' then
        table.insert(text, '             ' .. reason)
        targets[#text] = place
      end
    end
  end
  vim.list_extend(text, { '', 'Enter goes to the evidence, q closes.' })
  return text, targets, marks
end

local function into_float(result, uri, client, window)
  local text, targets, marks = lines(result, uri, client.offset_encoding)
  local buffer = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, text)
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].bufhidden = 'wipe'
  vim.bo[buffer].filetype = 'perspective-checklist'
  local names = vim.api.nvim_create_namespace('perspective.checklist')
  for _, mark in ipairs(marks) do
    vim.api.nvim_buf_set_extmark(buffer, names, mark[1], 0, { line_hl_group = mark[2] })
  end
  local width, height = math.min(100, vim.o.columns - 4), math.min(#text, vim.o.lines - 6)
  local float = vim.api.nvim_open_win(buffer, true, {
    relative = 'editor',
    width = width,
    height = height,
    row = math.max(0, (vim.o.lines - height) / 2 - 1),
    col = math.max(0, (vim.o.columns - width) / 2),
    style = 'minimal',
    border = 'rounded',
    title = ' ' .. TITLE .. ' ',
  })
  vim.wo[float].wrap = true
  vim.wo[float].linebreak = true
  vim.wo[float].breakindent = true
  vim.wo[float].cursorline = true
  local function close()
    if vim.api.nvim_win_is_valid(float) then
      vim.api.nvim_win_close(float, true)
    end
  end
  vim.keymap.set('n', 'q', close, { buffer = buffer, desc = 'Close the checklist' })
  vim.keymap.set('n', '<Esc>', close, { buffer = buffer, desc = 'Close the checklist' })
  vim.keymap.set('n', '<CR>', function()
    local place = targets[vim.api.nvim_win_get_cursor(float)[1]]
    if not place then
      client_of.say('this item has no evidence to go to')
      return
    end
    close()
    vim.api.nvim_set_current_win(window)
    vim.cmd("normal! m'")
    vim.api.nvim_win_set_buf(window, vim.uri_to_bufnr(uri))
    vim.api.nvim_win_set_cursor(window, { place.lnum, place.col - 1 })
  end, { buffer = buffer, desc = 'Go to the evidence' })
end

--- What is said of a checklist that was written.
local function written(result)
  local summary = client_of.some(result.summary) or {}
  local parts = { 'checklist written to ' .. vim.fn.fnamemodify(vim.uri_to_fname(result.file), ':~:.') }
  local function add(items, words)
    if items and #items > 0 then
      table.insert(parts, ('%d %s'):format(#items, words))
    end
  end
  add(summary.newlyPassing, 'newly passing')
  add(summary.regressions, 'no longer passing')
  return table.concat(parts, ', ')
end

--- Writes the checklist of `uri` to its file, which the server has shown.
---@param opts { buffer: integer, uri: string }
function M.write(opts)
  client_of.run(opts.buffer, 'perspective.checklist', { uri = opts.uri, write = true }, function(result)
    client_of.say(written(result))
  end)
end

--- Shows the checklist of `uri`.
---@param opts { buffer: integer, uri: string }
function M.show(opts)
  local window = vim.api.nvim_get_current_win()
  client_of.run(opts.buffer, 'perspective.checklist', { uri = opts.uri, write = false }, function(result, client)
    if not vim.api.nvim_win_is_valid(window) then
      window = vim.api.nvim_get_current_win()
    end
    if config.get().checklist == 'float' then
      into_float(result, opts.uri, client, window)
    else
      into_list(result, opts.uri, client, window)
    end
  end)
end

--- Brings the location lists that show the checklist of `uri` up to date.
local function refresh(buffer, uri)
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    local list = vim.fn.getloclist(window, { id = 0, context = 0, winid = 0 })
    local own = type(list.context) == 'table' and list.context.perspective == uri
    if own and list.winid ~= 0 and list.winid ~= window then
      client_of.run(buffer, 'perspective.checklist', { uri = uri, write = false }, function(result, client)
        if vim.api.nvim_win_is_valid(window) then
          local items = entries(result, uri, client.offset_encoding)
          vim.fn.setloclist(window, {}, 'r', { id = list.id, title = title(result), items = items })
        end
      end)
    end
  end
end

--- Keeps an open list live.
function M.watch()
  vim.api.nvim_create_autocmd('User', {
    group = vim.api.nvim_create_augroup('perspective.checklist', { clear = true }),
    pattern = 'PerspectiveStatus',
    desc = 'Refresh the checklist',
    callback = function(event)
      if event.data.status.state == 'checked' then
        refresh(event.data.buf, event.data.status.uri)
      end
    end,
  })
end

return M
