--- Asking the open questions of a perspective, one after the other, and handing the answers to the server.
local client_of = require('perspective.client')

local M = {}

local CUSTOM = 'Custom'

--- How an option reads in a picker.
local function option_words(option)
  if option.skip then
    return 'Skip this question'
  end
  if option.label == CUSTOM then
    return 'Custom: your own words'
  end
  local implication = client_of.some(option.implication) or ''
  return ('%s: %s%s'):format(option.label, option.answer, implication ~= '' and (' (' .. implication .. ')') or '')
end

--- The server reads an answer in quotation marks as one, whatever stands in it.
local function quoted(text)
  return '"' .. text:gsub('"', "'"):gsub('%s+', ' ') .. '"'
end

--- Asks one question; `done` gets the answer in the server's form, or nil where it is skipped or dismissed.
local function ask(question, done)
  -- Where no answer is suggested the sheet holds prompts, which cannot be chosen.
  local options = vim.tbl_filter(function(option)
    return not option.prompt
  end, question.options)
  table.insert(options, { skip = true })
  local prompt = ('Q%d %s: %s'):format(question.number, question.topic, question.question)
  vim.ui.select(options, { prompt = prompt, format_item = option_words, kind = 'perspective.answer' }, function(option)
    if not option or option.skip then
      done(nil)
    elseif option.label ~= CUSTOM then
      done(option.label)
    else
      vim.ui.input({ prompt = ('Q%d, your answer: '):format(question.number) }, function(text)
        text = text and vim.trim(text) or ''
        done(text ~= '' and ('%s - %s'):format(CUSTOM, quoted(text)) or nil)
      end)
    end
  end)
end

local function ask_all(questions, done)
  local answers = {}
  local function step(at)
    local question = questions[at]
    if not question then
      done(answers)
      return
    end
    ask(question, function(answer)
      if answer then
        table.insert(answers, ('Q%d: %s'):format(question.number, answer))
      end
      -- Pickers restore their windows when they close; the next one opens on a clean slate.
      vim.schedule(function()
        step(at + 1)
      end)
    end)
  end
  step(1)
end

---@param opts { buffer: integer, uri: string, answers: string, partial?: boolean }
local function send(opts)
  local argument = { uri = opts.uri, answers = opts.answers, partial = opts.partial == true }
  client_of.run(opts.buffer, 'perspective.answer', argument, function(result)
    local open = result.open == 0 and 'no question is open' or ('%d still open'):format(result.open)
    client_of.say(('%d answered, %s'):format(result.answered, open))
  end)
end

--- Answers the questions of `uri`: by the text `answers`, or by asking.
---@param opts { buffer: integer, uri: string, answers?: string }
function M.run(opts)
  if opts.answers and opts.answers ~= '' then
    send({ buffer = opts.buffer, uri = opts.uri, answers = opts.answers })
    return
  end
  client_of.run(opts.buffer, 'perspective.questions', { uri = opts.uri, write = false }, function(result)
    if vim.tbl_isempty(result.questions) then
      client_of.say('no question is open')
      return
    end
    ask_all(result.questions, function(answers)
      if vim.tbl_isempty(answers) then
        client_of.say('nothing answered, nothing changed')
        return
      end
      local partial = #answers < #result.questions
      send({ buffer = opts.buffer, uri = opts.uri, answers = table.concat(answers, ', '), partial = partial })
    end)
  end)
end

--- Writes the sheet of questions, which the server has shown.
---@param opts { buffer: integer, uri: string }
function M.sheet(opts)
  client_of.run(opts.buffer, 'perspective.questions', { uri = opts.uri, write = true }, function(result)
    if vim.tbl_isempty(result.questions) then
      client_of.say('no question is open')
    end
  end)
end

return M
