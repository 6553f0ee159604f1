--- How the perspectives of this session stand, as the server tells it after each check.
local M = {}

---@class perspective.Status
---@field uri string
---@field version? integer
---@field state 'checked'|'waiting'|'failed'|'other'
---@field persona? string
---@field passing integer
---@field failing integer
---@field review integer items that only a person can decide
---@field waived integer
---@field total integer
---@field markers integer open questions
---@field limit integer
---@field errors integer
---@field warnings integer
---@field ready boolean

---@type table<integer, perspective.Status>
local known = {}

--- Handler of `perspective/statusChanged`. Sets `b:perspective_status` and fires `User PerspectiveStatus`.
function M.changed(_, status)
  local buffer = vim.uri_to_bufnr(status.uri)
  if not vim.api.nvim_buf_is_loaded(buffer) then
    return
  end
  known[buffer] = status
  vim.b[buffer].perspective_status = M.line(buffer)
  -- A variable that changes does not bring the status line up to date.
  vim.cmd.redrawstatus({ bang = true })
  vim.api.nvim_exec_autocmds('User', { pattern = 'PerspectiveStatus', modeline = false, data = { buf = buffer, status = status } })
end

--- The last status of `buffer`; nil where it is no perspective.
---@param buffer? integer
---@return perspective.Status?
function M.of(buffer)
  buffer = (buffer == nil or buffer == 0) and vim.api.nvim_get_current_buf() or buffer
  local status = known[buffer]
  if status and status.state ~= 'other' then
    return status
  end
end

local function count(number, noun)
  return ('%d %s%s'):format(number, noun, number == 1 and '' or 's')
end

--- A status for the status line: `12/15, 3 questions open`; empty where there is no perspective.
---@param buffer? integer
---@return string
function M.line(buffer)
  local status = M.of(buffer)
  if not status then
    return ''
  end
  if status.state ~= 'checked' then
    return status.state == 'waiting' and 'checking' or 'check failed'
  end
  if status.ready then
    return ('%d/%d, ready'):format(status.passing + status.waived, status.total)
  end
  local line = ('%d/%d'):format(status.passing + status.waived, status.total)
  return status.markers > 0 and ('%s, %s open'):format(line, count(status.markers, 'question')) or line
end

--- A sentence or two about a status.
---@param status perspective.Status
---@return string
function M.words(status)
  local parts = { ('%d of %d items pass'):format(status.passing, status.total) }
  local function add(number, words)
    if number > 0 then
      table.insert(parts, ('%d %s'):format(number, words))
    end
  end
  add(status.failing, 'fail')
  add(status.waived, 'waived')
  add(status.review, 'for a person to decide')
  add(status.markers, ('open question%s of %d allowed'):format(status.markers == 1 and '' or 's', status.limit))
  add(status.errors, 'errors')
  return table.concat(parts, ', ') .. (status.ready and '; ready.' or '; not ready.')
end

return M
