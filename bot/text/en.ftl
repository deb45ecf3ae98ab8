### What Deckhand says, in English.

## decks

kind-text = text in quotes
kind-list = a list, such as ["one", "two"]
kind-point = a text in quotes, or a table such as { "{" } say = "…" { "}" }
kind-table = a table
kind-switch = true or false
kind-whole = a whole number
kind-number = a number
kind-cards = tables that each begin with [[card]]
kind-other = something else

fault-file-missing = There is no such file or folder. Check the path.
fault-file-unreadable = The file cannot be read: { $why }. Give this user permission to read it, or repair the link.
fault-file-irregular = This is not a regular file. Put a text file here.
fault-file-outside = This link leads out of the folder, so it is not followed. Copy the deck into the folder.
fault-file-kind = { $kind ->
    [pdf] This is a PDF. Copy its text into a .txt file: each question in a line that ends in “?”, with its answer below.
    [word] This is a document of a word processor or of slides. Save it as plain text (.txt): each question in a line that ends in “?”, with its answer below.
    [picture] This is a picture. Write the cards into a text file: each question in a line that ends in “?”, with its answer below.
    [archive] This is an archive without a deck that can be read. Unpack it, and send the file with the cards.
    [database] This is a database. Export the deck from your program, as .apkg or as text, and send that file.
    [html] This is a web page. Copy its text into a .txt file: each question in a line that ends in “?”, with its answer below.
    [xml] This is XML. Export the cards as CSV, with a column for questions and one for answers.
    [json] This is JSON. Export the cards as CSV, with a column for questions and one for answers.
    [log] This is a log, not a list of questions. Send a file in which each question has a line that ends in “?”, with its answer below.
    [settings] This is a file of settings. Send a file in which each question has a line that ends in “?”, with its answer below; or TOML with a [[card]] for each card.
   *[code] This is program text, not a list of questions. Send a file in which each question has a line that ends in “?”, with its answer below.
}
fault-file-big = The file is larger than { $limit } MiB. Split the deck into several files.
fault-file-not-utf8 = This is not UTF-8 text (byte { $byte }). Save the file with the encoding UTF-8.
fault-file-nul = The file contains a NUL character, so it is not plain text. Save the deck as plain text in UTF-8.
fault-file-western = This is not UTF-8, so it was read as { $encoding }. Look at this line: “{ $text }”. If its letters are wrong, save the file with the encoding UTF-8.
fault-folder-empty = There is no deck in this folder. Put a .toml or .txt file here.
fault-deck-id-twice = { $other } has the id “{ $id }” too. Rename one of the two files.
fault-toml-broken = This is not valid TOML: { $detail }. Correct the line; often a quote, a comma or a bracket is missing there or just above.
fault-too-deep = The file is nested too deeply, has too many tables, or a word that is far too long. A deck needs a few levels only; remove what does not belong.
fault-more-faults = { $count ->
    [one] There is { $count } more. Correct those above first.
   *[other] There are { $count } more. Correct those above first.
}
fault-format-unknown = This program reads format { $known }, not “{ $given }”. Write: format = { $known }
fault-cards-none = There are no cards: no line asks anything. Write each question in a line that ends in “?”, with its answer below; or “term - definition” in each line; or send a table (CSV).
fault-cards-many = There are { $count } cards; { $limit } are the most. Split the deck into several files.
fault-key-unknown = { $nearest ->
    [top] “{ $key }” belongs to the deck. Write it above the first [[card]].
    [none] There is no key “{ $key }”. Remove it; cards/README.md lists all keys.
   *[other] There is no key “{ $key }”. Did you mean “{ $nearest }”?
}
fault-key-missing = “{ $key }” is missing. Add it.
fault-key-misplaced = “{ $key }” has no effect here; it goes with: { $wanted }. Remove it, or give the card that kind of answer.
fault-type-wrong = “{ $key }” must be { $kind }. Change it to that.
fault-text-empty = “{ $key }” is empty. Write something, or remove the key.
fault-text-control = The text contains invisible control characters. Type it again, or paste it as plain text.
fault-text-long = “{ $key }” has { $length } characters; { $limit } are the most. Shorten it.
fault-text-pattern = { $wanted ->
    [id] “{ $given }” is not a valid id. Use letters, digits, “-”, “_” and “.”, at most 64, beginning with a letter or digit, such as id = "vector-database".
    [source] “{ $given }” is not a web address. Write one that begins with https:// or remove the key.
    [image] “{ $given }” is not the file name of a picture. Put a .png, .jpg, .gif or .webp beside the deck and write its name without a folder.
   *[language] “{ $given }” is not a language tag. Write one such as "en", "de" or "pt-BR".
}
fault-choice-unknown = “{ $given }” is not one of { $known }. Choose one of these.
fault-list-empty = { $least ->
    [one] “{ $key }” is empty. Write at least one entry, or remove the key.
   *[other] “{ $key }” has too few entries. Write at least { $least }.
}
fault-list-long = “{ $key }” has { $count } entries; { $limit } are the most. Join some, or make two cards of it.
fault-number-range = { $bound ->
    [least] “{ $key }” must be { $limit } or more. Correct it.
    [above] “{ $key }” must be more than { $limit }. Correct it.
    [most] “{ $key }” must be { $limit } or less. Correct it.
   *[below] “{ $key }” must be less than { $limit }. Correct it.
}
fault-date-bad = “{ $given }” is not a date. Write a day as 1989-11-09, a month as "1989-11" in quotes, or a year as 1989.
fault-id-twice = The id “{ $id }” is taken by the card in line { $other }. Give one of them another id.
fault-kind-missing = The card has no answer. Add exactly one of: { $known }.
fault-kind-twice = The card has several answers ({ $keys }). Keep one of them, or make two cards of it.
fault-need-much = “need” asks for { $need } of { $count }. Write { $count } or less, or leave it out.
fault-option-twice = The option “{ $option }” is listed twice. Remove one.
fault-notes-title-missing = The notes have no title, so the deck is called “{ $title }”. Write a title in the first line.
fault-notes-heading-guessed = “{ $text }” has no question mark and was taken for a question. End it with “?” if it is one; begin it with “- ” if it belongs to the answer above.
fault-notes-answer-missing = There is no answer under “{ $text }”. Write one below it, or remove the line. If the line belongs to an answer but ends in “?”, begin it with “- ”.
fault-notes-answer-long = The answer has { $length } characters; about { $limit } are the most. Split it into several questions.
fault-notes-question-missing = There is no question for “{ $text }”. Write one, or remove the line.
fault-notes-answer-lines = { $count } lines stand under “{ $text }”, so some were joined into one point. Split the question, or write fewer lines.
fault-notes-questions-few = There are { $lines } lines, but only { $questions ->
    [one] one of them asks
   *[other] { $questions } of them ask
} something, so this is no list of questions. Write each question in a line that ends in “?”, with its answer below.
fault-notes-questions-inside = Under “{ $text }” stand lines that look like questions of their own: { $lines }. If they are, write them as the others are written, without a bullet or an indent; otherwise leave them.
fault-notes-lines-loose = “{ $text }” (line { $lines }) belongs to no question, so it is left out. Write a question above it, or remove it.
fault-notes-line-joined = “{ $text }” was added to the answer of “{ $ask }”. If it is a card of its own, write it as the others are written.
fault-card-unanswerable = Nobody can answer “{ $ask }”: its answer is “{ $text }”. Write what people should type, or remove the card.
fault-card-twice = “{ $text }” stands there twice with the same answer. The second one is left out; remove it.
fault-note-cut = The note has { $length } characters, of which { $limit } are kept. Shorten it.
fault-table-broken = From this row on the file can't be read as a table: { $detail }. Often a quote opens a cell and doesn't close it; write a quote inside a cell twice ("").
fault-table-row-long = This row has { $cells } cells where { $wanted } are expected, so the last ones were joined. If its answer has the separator in it, put quotes around the answer.
fault-table-line-joined = “{ $text }” has no separator, so it was taken for more of the answer above it. If it is a row of its own, put the separator between its question and its answer.
fault-table-question-missing = This row has an answer and no question: “{ $text }”. Write the question into its cell, or remove the row.
fault-table-right-unknown = Which of the { $options } options is right? “{ $text }” names none of them. Write its number (1, 2, …), its letter or its text; several with commas between them.
fault-media-only = “{ $text }” asks for or is answered by a picture or a sound alone, so it was left out. Write in words what it shows to have it as a card.
fault-package-broken = This file can't be read as { $format ->
    [apkg] an Anki package
   *[xlsx] an Excel workbook
} ({ $detail }). Export the deck again, and send the file as it is.
fault-package-big = Unpacked, this file is larger than { $limit } MiB of cards. Export fewer decks at once, and leave the review history out.
fault-yaml-broken = This is not a list of questions in YAML: { $detail }. Each question stands at the start of a line and ends in a colon; its answers stand below it, each behind “- ”.
fault-id-missing = The card has no id and is called “{ $id }” after its question. Write id = "{ $id }", so that its statistics survive a new wording.
fault-question-twice = The card “{ $other }” asks the same question. Ask it differently, or remove one of the two.
fault-question-long = The question has { $length } characters; above the answer field a phone shows about { $limit }. Shorten it if you can.
fault-question-tells = The question contains its own answer: “{ $answer }”. Ask it differently.
fault-answer-repeats-question = The answer repeats the whole question: “{ $text }”. Write the answer alone.
fault-hint-tells = Hint { $number } gives the answer away: “{ $answer }”. Hint at it instead.
fault-hints-empty = “hints” is empty. Write a hint, or remove the key.
fault-point-twice = “{ $text }” is listed twice. Remove one.
fault-tag-untidy = The tag “{ $tag }” is hard to type. Use lower-case letters, digits and “-”.
fault-distractors-few = There are fewer than { $least } wrong options. Add some; in TOML they stand under “wrong”.
fault-image-missing = There is no picture “{ $image }” beside the deck. Put it there, or correct its name.
fault-own-answer-fails = The card's own answer would not be graded as right. Word it more plainly; in TOML, check “reject”, “must” and “need”, too.
fault-point-unreachable = No answer could earn the point “{ $text }”. Word it more plainly; in TOML, check its “must” and “reject”, too.
fault-reject-passes = “{ $text }” is under “reject”, but would be graded as right. Word the points more narrowly, or remove it from “reject”.
fault-point-repeats-question = The point “{ $text }” only repeats the question, so nobody can earn it. Write what an answer has to add.
fault-points-alike = Another point already covers all of “{ $text }”, so nobody can earn one without the other. Join them, or write what sets them apart.
fault-acronym-alone = “{ $text }” is the only accepted answer, and the deck never spells it out. Add what it stands for to “answer”.

cli-cards-check = Check decks: faults and warnings with line, card and remedy.
cli-cards-check-paths = Deck files of any format, or folders of them; left out: the folder of decks.
cards-check-first = { $more ->
    [0] As it will be asked:
   *[other] The first { $first } of { $count } cards, as they will be asked:
}
cards-wanting = A point in one wording only: { $count } of { $cards } cards. On such cards of public decks, about { $share } % of people’s right answers counted; how it is here, nobody has measured.
cards-wanting-how = Add what people say under “accept”: deckhand cards try { $file } --card { $card } suggests it, and /library learn collects it from play.
cli-cards-import = Write a file of any format (notes, CSV, Anki, Quizlet, Markdown …) as a native deck.
cli-cards-import-file = The file.
cli-cards-import-out = Where to write it; “-” for standard output; left out: here, named after the file.
cli-cards-import-swap = The file has its answers where the questions are expected.
cli-cards-force = Overwrite a file that is there.
cli-cards-export = Write a deck as TOML, CSV, Anki text, an Anki package or Markdown.
cli-cards-export-deck = A deck file, or the id of a deck in the folder of decks.
cli-cards-export-format = As what.
cli-cards-export-out = Where to write it; “-” for standard output; left out: here, named after the deck.
cli-cards-export-unknown = There is no deck { $given }. There are: { $known }
cli-cards-exists = { $file } is there already. Choose another name with --out, or overwrite it with --force.
cli-cards-unwritable = { $file } cannot be written: { $why }
cli-cards-reading = Reading { $file } …
cli-cards-written = { $left_out ->
    [0] Wrote { $file }: { $cards } cards.
    [one] Wrote { $file }: { $cards } cards. One question was left out, as listed above.
   *[other] Wrote { $file }: { $cards } cards. { $left_out } questions were left out, as listed above.
}
cli-cards-check-strict = Exit with 1 for warnings too.
cli-cards-schema = Print the JSON Schema of the TOML format, for editors.
cards-check-progress = Grading { $deck }
cards-check-clean = { $cards ->
    [one] { $cards } card, no faults
   *[other] { $cards } cards, no faults
}
cards-check-line = line { $line }
cards-check-summary-decks = { $decks ->
    [one] { $decks } deck loads
   *[other] { $decks } decks load
}
cards-check-summary-cards = { $cards ->
    [one] { $cards } card
   *[other] { $cards } cards
}
cards-check-summary-faults = { $faults ->
    [one] { $faults } fault
   *[other] { $faults } faults
}
cards-check-summary-warnings = { $warnings ->
    [one] { $warnings } warning
   *[other] { $warnings } warnings
}

## grading

cli-grade-card = The card: deck/id, or id where it is unique.
cli-grade-answer = The answer, as a person would type it.
cli-grade-json = Print the verdict as one JSON object.
cli-grade-deck-file = Look in this deck file alone.
cli-grade-cards = Folder of decks; unset: as in the settings.
cli-grade-card-unknown = there is not exactly one card { $given }; did you mean: { $nearest }
cli-path-missing = there is no file or folder { $path }
cli-cards-grade = Grade a file of answers (JSON lines with card and answer) against a deck.
cli-cards-try = Type answers to a deck's cards and see how they are graded, and what to accept.
cli-cards-try-deck = The deck file.
cli-cards-try-card = Begin with this card (its id); unset: the first.
cli-cards-try-how = Press Enter on an empty line for the next card, Ctrl-D to stop.
cli-cards-try-suggest = To let this count, accept: { $wording }
cli-cards-try-point = as a wording of “{ $point }”
cli-cards-try-bad = There is no card { $given } in this deck.
cli-cards-grade-deck = The deck file.
cli-cards-grade-answers = Rows with card (id or position from 1) and answer.
cli-cards-grade-progress = Preparing { $deck }
cli-cards-grade-no-deck = { $given } cannot be loaded: run deckhand cards check { $given }
cli-cards-grade-card-unknown = line { $line }: there is no card { $given } in this deck
cli-cards-grade-no-answer = line { $line }: the row has no text under "answer"
cli-cards-grade-not-json = line { $line } is not a JSON object: { $why }

## app

cli-deckhand = Flashcards as a game a team plays every day.
cli-version = Print the version and stop.
cli-try = Play in your browser: a small Discord on this machine, no token, no account.
cli-run = Connect to Discord and play until told to stop.
cli-grade = Grade one answer to a card, with reasons.
cli-cards = Check decks and grade files of answers.
cli-db = Upgrade and check the database.
cli-db-upgrade = Bring the database to this version; starting the bot does the same.
cli-db-upgraded = { $database } is up to date.
cli-db-recount = Count all points and ranks again from the answer log and correct what differs; the bot may keep running.
cli-db-recounting = counting
cli-db-differed = Server { $server }: { $differed } of { $total } tallies differed from the answer log and were put right.
cli-db-recounted = { $servers ->
    [one] One server
   *[other] { $servers } servers
}, { $tallies } tallies: { $differed ->
    [0] all agree with the answer log.
   *[other] { $differed } differed and agree with the answer log now.
}
cli-database = The database, as an SQLAlchemy URL; unset: as in the settings.
cli-settings-invalid = the settings cannot be used: { $why }
cli-token-missing = there is no token: set DECKHAND_TOKEN to the bot's token (Discord's developer portal, Bot, Reset Token), or try it without one: deckhand try
token-refused = Discord does not accept the token: set DECKHAND_TOKEN to a fresh one (Discord's developer portal, Bot, Reset Token)
cannot-connect = cannot reach { $where }: { $why }
cli-port-taken = port { $port } is in use: end what listens there, or choose another, such as deckhand try --port { $next }
cli-try-port = Port of the page, on this machine alone; 0 takes any free one.
cli-try-open = Open the page in a graphical browser, if there is one.
cli-try-keep = Keep the scores of the last time.
cli-try-database = Where to keep the scores.
cli-try-cards = Folder of decks to play with; unset: the decks that come with Deckhand.
cli-try-start = When the game's clock begins, in this computer's time; unset: now.
cli-try-no-deck = there is no deck to play with in { $cards }: run deckhand cards check { $cards }
cli-try-ready = Deckhand is ready: { $url }
    Press Answer under the question in #daily-quiz. Ctrl-C ends it.
cli-try-ended = Stopped.

## ui: spans, weekdays, places

span-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
span-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
span-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
day-0 = Mon
day-1 = Tue
day-2 = Wed
day-3 = Thu
day-4 = Fri
day-5 = Sat
day-6 = Sun
days-all = every day
days-range = { $first }–{ $last }
place = { $form ->
    [one] { $number }st
    [two] { $number }nd
    [few] { $number }rd
   *[other] { $number }th
}
and-more = { $count ->
    [one] … and { $count } more
   *[other] … and { $count } more
}

## ui: commands

cmd-daily = daily
cmd-daily-about = The daily quiz of this server
cmd-daily-add = add
cmd-daily-add-about = Ask questions in a channel at a set time
cmd-daily-list = list
cmd-daily-list-about = Show this server's daily quizzes
cmd-daily-edit = edit
cmd-daily-edit-about = Change a daily quiz; what you leave out stays as it is
cmd-daily-pause = pause
cmd-daily-pause-about = Stop a daily quiz until you resume it
cmd-daily-resume = resume
cmd-daily-resume-about = Let a paused daily quiz ask again
cmd-daily-remove = remove
cmd-daily-remove-about = Remove a daily quiz; points and answers stay
cmd-daily-now = now
cmd-daily-now-about = Ask now, outside the timetable
cmd-daily-close = close
cmd-daily-close-about = Close what is open now and show the result
cmd-leaderboard = leaderboard
cmd-leaderboard-about = Who is ahead, and where you stand
cmd-help = help
cmd-help-about = What Deckhand can do for you
cmd-about = about
cmd-about-about = What Deckhand is and what data it keeps
opt-channel = channel
opt-channel-about = Where to ask; this channel if you leave it out
opt-deck = deck
opt-deck-about = Which deck
opt-daily-deck-about = Which deck the questions come from
opt-at = time
opt-at-about = Time of day such as 09:00, in the zone you choose
opt-days = days
opt-days-about = Weekdays such as mon-fri, or every day
opt-zone = zone
opt-zone-about = Time zone or city, such as Europe/Berlin or Mumbai
opt-questions = questions
opt-questions-about = How many questions at a time, 1 to 10
opt-open-for = open_for
opt-open-for-about = How long they stay open, such as 8h (5 minutes to 7 days)
opt-schedule = schedule
opt-schedule-about = Which daily quiz
opt-daily-close-schedule-about = Which daily quiz; everything open if you leave it out
opt-window = window
opt-window-about = Which span of time counts
opt-by = by
opt-by-about = What to rank by
opt-period = period
opt-period-about = A past day or month such as 2026-11-23 or 2026-11, or pick one from the list
opt-way = show
opt-way-about = As a list, with a picture, or as a file for spreadsheets (managers)
opt-leaderboard-channel-about = Only what was asked in this channel
opt-leaderboard-deck-about = Only questions of this deck
window-today = today
window-week = this week
window-month = this month
window-all = all time
metric-points = points
metric-accuracy = accuracy
metric-streak = streak
show-list = list
show-picture = picture
show-file = file

## ui: questions

post-one = Question of the day · { $deck }
post-many = { $count } questions · { $deck }
post-line = **{ $number }.** { $ask }
post-play = Press **Play** and answer them one by one, in private.
post-closes = Closes { $at } ({ $relative })
post-in-time = In time until { $at }. The result comes with the next question, { $until }; late answers count until then.
post-runs-out = ⏳ Less than two hours left.
post-typed = You may also reply to this message; everyone can read that.
post-changeable = You may change your answer until it closes.
button-who = Who answered
post-count = { $count ->
    [0] Nobody has answered yet. Be the first!
    [one] { $count } person has answered.
   *[other] { $count } people have answered.
}
asked-title = Question { $number } of { $of }
asked-one = Your question
option-line = **{ $letter }** { $text }
form-title = Question { $number } of { $of }
form-one = Question of the day
form-label = Your answer
form-hint = In your own words. Small typos don't matter.
button-answer = Answer
button-hint = { $cost ->
    [0] Hint
   *[other] Hint (costs { $cost }%)
}
button-hint-more = { $cost ->
    [0] Another hint
   *[other] Another hint (free)
}
button-give-up = I don't know
button-give-up-yes = Yes, I don't know
button-play = Play
button-next = Next question
button-mine = My result
hint-title = { $of ->
    [one] Hint
   *[other] Hint { $number } of { $of }
}
hint-left = { $points ->
    [one] You can still earn { $points } point.
   *[other] You can still earn up to { $points } points.
}
sure-title = Leave this question?
sure-text = You get no points for it, and you can't answer it later. The answer is shown when it closes, { $relative }.

sure-text-at-once = You get no points for it, and the answer is shown at once.
sure-text-changeable = You get no points for it, unless you change your mind before it closes, { $relative }.
who-title = Who has answered
who-hidden = { $count ->
    [one] - and one more
   *[other] - and { $count } more
}
who-page = Page { $page } of { $pages }
button-who-before = Earlier
button-who-after = More
noted-title = Recorded
noted-title-changed = Answer changed
noted-until = You can change it until { $until }. Your last answer counts, and the verdict comes then.
noted-passed = You chose “I don't know”.
progress-noted = You've answered { $answered } of { $of }. You may change your answers until { $at }; the verdict comes then.
button-change = Change it
button-change-one = Change { $number }

## ui: verdicts

outcome-right = Right
outcome-partly = Partly right
outcome-wrong = Not this time
outcome-passed = Passed
outcome-unsure = I'm not sure
sign-right = ✅
sign-partly = 🟡
sign-wrong = ❌
sign-passed = ➖
sign-unsure = 🤔
verdict-unsure = I can't tell whether this is right, so it counts as partly right. If it is, press **I was right**: a moderator decides once the question has closed.
verdict-title = { $sign } { $outcome }
verdict-again = You've answered this one already. This is your verdict:
verdict-covered = { $all ->
    [one] { $hit } of { $all } key point
   *[other] { $hit } of { $all } key points
}
verdict-marked = { $covered } { $marks }
verdict-hits = You had:
verdict-cost = This cost points:
verdict-points = { $points ->
    [one] **{ $points } point**
   *[other] **{ $points } points**
}
verdict-points-hinted = { $hints ->
    [one] { $points }, after { $hints } hint
   *[other] { $points }, after { $hints } hints
}
verdict-next = The next question is waiting.
verdict-last = { $points ->
    [one] That was the last of { $of } questions. You have { $points } point in all.
   *[other] That was the last of { $of } questions. You have { $points } points in all.
}
verdict-weight-core = The main point decides how many points there are, and you have it.
verdict-weight-core-in-part = The main point decides how many points there are. You have it; told more fully it brings more.
verdict-weight-enough = { $need ->
    [one] One of them is enough for all points.
   *[other] { $need } of them are enough for all points.
}
verdict-solution = Answer
verdict-closes = { $questions ->
    [one] The answer comes when it closes, { $at }.
   *[other] The answers come when they close, { $at }.
}
rule-empty = The answer had nothing in it to grade.
rule-rejected = { $quoted ->
    [yes] “{ $why }” is a common mix-up.
   *[no] That is a common mix-up.
}
rule-negated = { $quoted ->
    [yes] “{ $why }” reverses the meaning.
   *[no] A “not” reverses the meaning.
}
rule-number-differs = { $quoted ->
    [yes] The number is a different one: “{ $why }”.
   *[no] The number is a different one.
}
rule-antonym = { $quoted ->
    [yes] “{ $why }” means the opposite.
   *[no] One word means the opposite.
}
rule-lookalike = { $quoted ->
    [yes] “{ $why }” looks similar, but is another word.
   *[no] It looks similar, but is another word.
}
rule-accent-differs = { $quoted ->
    [yes] Accents count here, and “{ $why }” has other ones.
   *[no] Accents count here, and they are other ones.
}
rule-article-differs = { $quoted ->
    [yes] “{ $why }” is not its article.
   *[no] Its article is missing.
}
rule-case-differs = { $quoted ->
    [yes] Capitals count here: “{ $why }” is written another way.
   *[no] Capitals count here, and they are other ones.
}
rule-symbol-differs = { $quoted ->
    [yes] In code, formulas and keys every sign counts, and “{ $why }” is not in it.
   *[no] In code, formulas and keys every sign counts.
}
rule-date-differs = { $quoted ->
    [yes] The date is a different one: “{ $why }”.
   *[no] The date is a different one.
}
rule-date-incomplete = A part of the date is missing.
rule-time-differs = { $quoted ->
    [yes] The time is a different one: “{ $why }”.
   *[no] The time is a different one.
}
rule-swapped = { $quoted ->
    [yes] What stands before and after “{ $why }” has changed places.
   *[no] The parts are right, but in the wrong places.
}
rule-replaced = { $quoted ->
    [yes] “{ $why }” stands where another word belongs.
   *[no] One word stands where another one belongs.
}
rule-question-words = Words from the question alone don't count; explain what they stand for.
rule-stuffed = That lists many things at once; answer in a sentence or two.
rule-second-guess = { $quoted ->
    [yes] That names more than one answer: “{ $why }” is another one.
   *[no] That names more than one answer.
}
rule-order = The order is a different one.
rule-extra-items = { $quoted ->
    [yes] “{ $why }” doesn't belong to it.
   *[no] Something in it doesn't belong.
}
rule-must-missing = One point is close, but an important word is missing.
rule-core-missing = The main point of the answer is missing.
rule-unit-differs = { $quoted ->
    [yes] The unit is a different one: “{ $why }”.
   *[no] The unit is a different one.
}
rule-limit = { $quoted ->
    [yes] “{ $why }” is a limit, not the number itself.
   *[no] That is a limit, not the number itself.
}
progress-title = All answered
progress-text = { $points ->
    [one] You've answered { $answered } of { $of } and earned { $points } point.
   *[other] You've answered { $answered } of { $of } and earned { $points } points.
}

## ui: results

result-title = Result · { $deck }
result-reply = It has closed. This is how it went:
result-answer = **Answer:** { $answer }
result-question = { $number }. { $ask }
result-points = **Key points** and how many had them
result-point = - { $say } ({ $count } of { $answered })
result-point-bare = - { $say }
result-bands = { $answered ->
    [0] Nobody answered this time.
    [one] { $answered } answered: { $right } right, { $partly } partly, { $wrong } wrong.
   *[other] { $answered } answered: { $right } right, { $partly } partly, { $wrong } wrong.
}
result-people = { $answered ->
    [0] Nobody answered this time.
    [one] { $answered } person answered.
   *[other] { $answered } people answered.
}
result-scores = Who scored
result-score = { $points ->
    [one] { $place } **{ $name }** · { $points } point
   *[other] { $place } **{ $name }** · { $points } points
}
result-score-one = { $score } · { $outcome }
result-note = Good to know
result-source = [Source]({ $url })
result-source-as-of = [Source]({ $url }) · as of { $date }
result-as-of = As of { $date }
mine-title = Your result
mine-rank = { $points ->
    [one] { $place } of { $answered } · **{ $points } point**
   *[other] { $place } of { $answered } · **{ $points } points**
}
mine-absent = You didn't answer this time. These were the answers:
mine-skipped = You didn't answer this one.
mine-line = { $points ->
    [one] { $outcome } · { $points } point
   *[other] { $outcome } · { $points } points
}
mine-had = ✓ { $say }
mine-missed = ✗ { $say }

## ui: leaderboard

board-title = Leaderboard · { $window }
board-title-channel = Leaderboard of one channel · { $window }
board-title-one-deck = Leaderboard of one deck · { $window }
board-title-deck = Leaderboard of { $deck } · { $window }
board-title-accuracy = { $title } · by accuracy
board-title-streak = Leaderboard · longest streaks
board-row-points = { $place } **{ $name }** · { $points } · { $right }
board-row-accuracy = { $place } **{ $name }** · { $share } % · { $right }
board-row-streak = { $place } **{ $name }** · { $value } in a row
board-points = { $points ->
    [one] { $points } point
   *[other] { $points } points
}
board-right = { $right } of { $answered } right
board-own = **You:** { $row }
board-own-hidden = **You** (hidden from everyone else): { $row }
board-own-none = You have no points here yet. Answer the next question to get on the board.
board-own-least = You are not on this one yet: it lists who answered at least { $least ->
    [one] once
   *[other] { $least } times
}.
board-own-streak = You have no streak here yet. Answer on two days in a row to start one.
board-empty = Nobody has points here yet. The next question is open to everyone.
board-empty-past = Nobody played then.
board-empty-least = Nobody has answered { $least ->
    [one] once
   *[other] { $least } times
} here yet, which accuracy needs to mean something.
board-empty-streak = Nobody has a streak here yet. Answering on two days in a row starts one.
board-foot = { $total ->
    [one] { $total } player · { $period }
   *[other] { $total } players · { $period }
}
board-foot-least = { $foot } · { $least ->
    [one] with at least { $least } answer
   *[other] with at least { $least } answers
}
button-before = Higher
button-after = Lower
button-earlier = ◀ { $period }
button-later = { $period } ▶
button-picture = Picture
period-week = week of { $day }
picture-points = { $points ->
    [one] { $points } point
   *[other] { $points } points
}
picture-accuracy = { $share } % of { $answered }
picture-streak = { $value } in a row
picture-you = you
picture-unnamed = (see the list)
picture-alt = Bar chart. { $title }. { $rows }
picture-alt-row = { $place } { $name }, { $value }
export-made = { $rows ->
    [one] Here is the whole board, { $rows } person, for your spreadsheet.
   *[other] Here is the whole board, { $rows } people, for your spreadsheet.
}

## ui: digest

digest-title = How it went: { $period }
digest-improved = Most improved
digest-improved-by = **{ $name }**: { $gained ->
    [one] { $gained } point
   *[other] { $gained } points
} more than before, { $points } in all
digest-hardest = Hardest card
digest-hardest-card = { $ask }
    { $right } of { $answered } right
digest-part = Who took part
digest-took-part = { $people ->
    [one] { $people } person
   *[other] { $people } people
} gave { $answers ->
    [one] { $answers } answer
   *[other] { $answers } answers
} to { $asked ->
    [one] { $asked } question
   *[other] { $asked } questions
}.
digest-before = Before, { $people ->
    [one] it was { $people } person.
   *[other] it was { $people } people.
}
digest-missed = The digest before this one ({ $period }) was not posted, because I was offline when it was due.
digest-set = The digest comes to { $channel } each week and after each month. Next: { $moment } (time zone { $zone }).
digest-ended = The digest is off. `/digest set` turns it on again.
digest-coming = The digest ({ $period }) is on its way to { $channel }.
button-digest-board = Leaderboard
cmd-digest = digest
cmd-digest-about = The week and the month summed up in a channel
cmd-digest-set = set
cmd-digest-set-about = Choose where and when the digest comes
cmd-digest-off = off
cmd-digest-off-about = Turn the digest off
cmd-digest-now = now
cmd-digest-now-about = Post the last week's digest at once, if it has not come yet
opt-digest-channel-about = Where it comes; this channel if you leave it out
opt-day = day
opt-day-about = On which weekday; Monday if you leave it out
opt-digest-at-about = Time of day such as 09:00, in this server's zone
weekday-0 = Monday
weekday-1 = Tuesday
weekday-2 = Wednesday
weekday-3 = Thursday
weekday-4 = Friday
weekday-5 = Saturday
weekday-6 = Sunday

## ui: daily

daily-added-title = The daily quiz is set up
daily-changed-title = Changed
daily-unchanged-title = Nothing was given, nothing changed
daily-unchanged-hint = Besides this you can choose: several **decks**, the **forms** of questions, days to **skip**, **holidays**, how late it may post (**grace**), when the result is shown (**reveal**), whether answers are **changeable** or **typed** as replies, a **thread** for each result, a **remind**er, and a role to **ping**. **reset** sets one of them back.
daily-paused-title = Paused
daily-resumed-title = Running again
daily-list-title = Daily quizzes
daily-what = { $count ->
    [one] { $channel } gets a question from **{ $deck }** at **{ $time }** ({ $zone }), { $days }, open for { $span }.
   *[other] { $channel } gets { $count } questions from **{ $deck }** at **{ $time }** ({ $zone }), { $days }, open for { $span }.
}
daily-next = Next: { $at } ({ $relative })
zone-fixed = { $zone } does not follow summer time. For a time that does, choose a city.
daily-added-hint = Try it at once with `/daily now`, change it with `/daily edit`.
daily-paused-hint = Nothing is asked until you use `/daily resume`.
daily-repeats = { $cards ->
    [one] Its deck has one card and this asks { $weekly } questions a week, so it comes again within days. A bigger deck, or fewer days or questions, would help.
   *[other] Its deck has { $cards } cards and this asks { $weekly } questions a week, so cards come again within days. A bigger deck, or fewer days or questions, would help.
}
daily-missed = { $on } was skipped, because I was offline then.
pause-asked = Paused.
pause-no-permission = Paused, because I may not post in { $channel }. Let me view it, send messages, embed links and read its history, then use `/daily resume`.
pause-channel-gone = Paused, because its channel is gone. Choose another with `/daily edit`, then use `/daily resume`.
pause-deck-gone = Paused, because its deck is gone. Choose another with `/daily edit`, then use `/daily resume`.
daily-empty = There is no daily quiz here yet. `/daily add` starts one.
daily-remove-title = Remove this daily quiz?
daily-remove-text = Points and answers stay. A question that is open now still closes with its result.
daily-removed = Removed. `/daily add` starts a new one.
daily-kept = It stays as it is.
daily-asked = On its way to { $channel }. It closes { $relative }.
daily-asked-fewer = { $asked ->
    [one] It is one question instead of { $wanted }, because the other cards of the deck are open in this server already, or there are no more.
   *[other] These are { $asked } questions instead of { $wanted }, because the other cards of the deck are open in this server already, or there are no more.
}
daily-closed = { $count ->
    [one] Closed. The result follows in a moment.
   *[other] { $count } closed. The results follow in a moment.
}
button-remove = Remove
button-keep = Keep
suggest-schedule = { $deck } in #{ $channel }, { $time } { $days }

## asking: options of a daily quiz

cmd-daily-options = options
cmd-daily-options-about = How a daily quiz asks: several decks, holidays, a ping, answers that may change …
opt-decks = decks
opt-decks-about = Several decks with weights, such as aws-bedrock:2, python:1
opt-forms = forms
opt-forms-about = Whether answers are typed or chosen
opt-skip = skip
opt-skip-about = Dates to leave out, such as 2026-12-24 or 2026-12-24..2027-01-01
opt-holidays = holidays
opt-holidays-about = Leave out the public holidays of a country or region
opt-grace = grace
opt-grace-about = How late a question may still be posted, such as 30m
opt-reveal = reveal
opt-reveal-about = When the result is shown; with the next question, late answers count until then
opt-changeable = changeable
opt-changeable-about = Whether an answer may be changed until closing; the verdict comes then
opt-typed = typed
opt-typed-about = Whether a reply typed below the post is an answer; everyone can read it
opt-thread = thread
opt-thread-about = Whether the result opens a thread to talk about it
opt-remind = remind
opt-remind-about = Whether the post says when two hours are left
opt-ping = ping
opt-ping-about = The one role that a new question pings
opt-reset = reset
opt-reset-about = Set one of these back to its default
choice-forms-recall = to be typed (cards written as a choice stay one)
choice-forms-choice = a choice wherever possible
choice-forms-mixed = some chosen, some typed
choice-reveal-closing = when it closes
choice-reveal-next = with the next question
choice-reset-everything = all of them
option-decks = Decks: { $decks }
option-deck = { $deck } ×{ $weight }
option-span = { $first } to { $last }
option-forms-choice = Asked as a choice wherever possible
option-forms-mixed = Some questions are a choice, others are typed
option-holidays = Not on public holidays: { $country }
option-skip = Not on { $days }
option-grace = Posted up to { $span } late
option-reveal-next = The result comes with the next question; late answers count until then
option-ping = Pings { $role }
option-changeable = Answers may be changed until it closes
option-typed = A typed reply to the post is an answer too
option-thread = The result opens a thread
option-remind = Says when two hours are left

## ui: help

help-title = What would you like to do?
help-no-deck = There is no deck to ask from yet. Someone who manages this server can bring one with `/library import`.
help-answer = Answer the daily quiz
help-answer-text = Press **Answer** under the question, or **Play** if there are several. Only you see what you write and how it went. **Hint** helps, and costs a quarter of the points once.
help-stand = See how it went
help-stand-text = When a question closes, the post turns into the result; **My result** there shows yours in full. `/leaderboard` shows who is ahead.
help-streak = Keep a streak
help-streak-text = Answer at least one question of a daily quiz in time and the day counts; **I don't know** counts too. Days without a question and days I was offline don't break a streak. Every ten days you earn a freeze (two at most), which saves the next day you miss.
help-run = Run a daily quiz
help-run-text = With *Manage Server*: `/setup` leads to the first one in a minute, `/daily add` makes more, `/daily now` asks at once, `/daily close` shows the result early, `/daily list` shows them all, `/daily edit`, `/daily options`, `/daily pause` and `/daily remove` change them. `/digest set` sums up each week in a channel.
help-right = Appeal a verdict or report a card
help-right-text = After closing, **I was right** below **My result** asks a moderator to look again, for 14 days (and at once where I'm not sure); you can report a wrong or unclear card there, too. People with *Manage Messages* decide in `/appeals`.
help-decks = Bring your own questions
help-decks-text = With *Manage Server*: `/library import` takes notes, tables, Anki, Quizlet and more, and shows first what would be asked; `/library undo` goes back, `/library learn` adds what people were right with, `/library export` gives you a file, `/library show` sets which answers members see. `/deck list` and `/deck show` are for everyone.
help-privacy = See, delete or hide your data
help-privacy-text = `/privacy export` gives you a copy of everything, `/privacy delete` erases it, `/privacy hide` keeps you off the leaderboards.
help-more = About Deckhand
help-more-text = `/about` tells what it is and what it keeps.
about-title = Deckhand { $version }
about-text = Flashcards as a game that a team plays every day: a question at a set time, a private answer, a verdict that explains itself, and a result for everyone.
about-keeps = What it keeps
about-keeps-text = Your answers, your points and your display name in this server. Of messages it reads only replies to its own questions, where typed answers are turned on. Old texts are deleted after a while (a year, unless the person who runs it chose otherwise); if a server removes me, all of its data is deleted after 30 days. `/privacy` shows, deletes or hides your data.

## ui: refusals and failures

error-question-closed = This question closed { $closed_at }. Its result is in the channel.
error-question-gone = This question isn't here any more. The newest one is further down in the channel.
error-question-open = This question is still open. Its result comes { $closes_at }.
error-answer-empty = That answer has no letters or digits in it. Press **Answer** and try again in words.
error-answer-too-long = That answer has { $length } characters; { $limit } are the most. Press **Answer** and try a shorter one.
error-hints-used-up = { $count ->
    [0] There is no hint for this one. Press **Answer** and take a guess.
    [one] That was the only hint. Press **Answer** and take a guess.
   *[other] Those were all { $count } hints. Press **Answer** and take a guess.
}
error-changes-used-up = You have changed this answer { $limit } times. The last one stands.
error-mix-unreadable = I can't read “{ $given }” as decks. Write each with its weight, such as aws-bedrock:2, python:1; at most { $decks } decks, weights from 1 to { $weight }.
error-dates-unreadable = I can't read “{ $given }” as dates. Write them like 2026-12-24, or as a span like 2026-12-24..2027-01-01; at most { $limit } days.
error-holidays-unknown = { $has_nearest ->
    [yes] I don't know the holidays of “{ $given }”. Did you mean { $nearest }?
   *[no] I don't know the holidays of “{ $given }”. Start typing a country, such as Germany, and pick from the list; a region follows as in DE-BE.
}
error-grace-out-of-range = A grace of { $given } isn't possible. Choose between { $shortest } and { $longest }; a question can't be posted after it would close.
error-role-unfit = I can't ping { $role }. Choose a role that has “Allow anyone to @mention this role” switched on; everyone can't be pinged.
error-time-unreadable = I can't read “{ $given }” as a time of day. Write hours and minutes, such as 09:00 or 17:30.
error-days-unreadable = I can't read “{ $given }” as weekdays. Try mon-fri, or mon,wed,fri, or every day.
error-zone-unknown = { $has_nearest ->
    [yes] I can't tell which time zone “{ $given }” is. Did you mean { $nearest }?
   *[no] I don't know the time zone “{ $given }”. Start typing a city, such as Berlin or New York, and pick from the list.
}
error-duration-unreadable = I can't read “{ $given }” as a length of time. Try 8h, 90m or 2d.
error-duration-out-of-range = { $given } isn't possible. Choose between { $shortest } and { $longest }.
error-schedule-unknown = I can't find that daily quiz. Pick one from the list, or see `/daily list`.
error-no-schedules = There is no daily quiz here yet. `/daily add` makes one.
error-schedule-unnamed = There are { $count } daily quizzes here. Choose in **schedule** which one you mean:
error-too-many-schedules = A server can have { $limit } daily quizzes at most. Remove one with `/daily remove` first.
error-nothing-open = Nothing is open right now. `/daily now` asks at once.
error-already-paused = It is paused already. `/daily resume` lets it ask again.
error-not-paused = It is running already. `/daily list` shows when it asks next.
error-channel-unwritable = I can't post in { $channel } yet. Please give me these permissions there: { $missing }.
error-permission-missing = You need **{ $permission }** for this, or someone who manages the server allows you /{ $command } under Server Settings › Integrations.
error-command-forbidden = This server's settings don't let you use /{ $command } here. Ask someone who manages the server.
error-not-yours = That only works on a private message of your own. Run the command yourself to get one.
error-channel-unfit = Questions need a text channel. Please choose one with `channel`.
error-scope-ambiguous = Choose a channel or a deck, one at a time.
error-deck-unknown = { $has_known ->
    [yes] There is no deck “{ $given }” here. Choose one of these: { $known }.
   *[no] There is no deck “{ $given }” here, and no other yet.
}
error-no-deck-yet = There is no deck to ask from yet. Bring your own with `/library import`, or ask who runs this bot to put some into its folder; then use `/setup` again.
error-deck-too-small = { $deck } has no card left to ask: all of them are open right now, or it is empty. Choose another deck, or wait until a question closes.
permission-view-channel = View Channel
permission-send-messages = Send Messages
permission-embed-links = Embed Links
permission-attach-files = Attach Files
permission-read-message-history = Read Message History
permission-manage-messages = Manage Messages
permission-manage-guild = Manage Server
failure-outdated = This has changed since. Please try it again in a minute.
failure-outside = That didn't go through just now. Please try again in a moment.
failure-bug = Something broke on my side; it is logged as { $code }. Please try again, and tell who runs this bot the code if it goes on.
failure-restarting = I'm just restarting. Please try again in a minute.
failure-choice = I don't know that choice. Please pick one from the list.
failure-not-allowed = You don't have the permission for this. Ask someone who manages the server.
failure-text = This is what you wrote, so that you can use it again:

## closing: streaks, firsts, one's own result

streak-days = { $length ->
    [one] { $length } day
   *[other] { $length } days in a row
}
streak-line = { $freezes ->
    [0] Streak: { $days }
    [one] Streak: { $days }, { $freezes } freeze
   *[other] Streak: { $days }, { $freezes } freezes
}
result-first = { $soon ->
    [yes] First to be right: **{ $name }**, within a minute
   *[no] First to be right: **{ $name }**, after { $span }
}
mine-had-by = ✓ { $say } (“{ $words }”)
mine-missed-by = ✗ { $say } (close: “{ $words }”)
mine-lost = { $points ->
    [one] { $rule } It cost { $points } point.
   *[other] { $rule } It cost { $points } points.
}
mine-next = The next one comes { $at }.

## closing: threads

thread-name = { $day } · { $deck }

## closing: notices

notice-title = 📬 **News for you**
notice-line = • { $notice }
notice-appeal-accepted = { $points ->
    [one] You were right about “{ $question }”: your answer counts now, for { $points } point.
   *[other] You were right about “{ $question }”: your answer counts now, for { $points } points.
}
notice-appeal-partly = { $points ->
    [one] You were partly right about “{ $question }”: your answer now brings { $points } point.
   *[other] You were partly right about “{ $question }”: your answer now brings { $points } points.
}
notice-appeal-denied = { $has_reason ->
    [yes] Your answer to “{ $question }” was looked at again, and its verdict stays: { $reason }
   *[no] Your answer to “{ $question }” was looked at again, and its verdict stays.
}
notice-appeal-undone = { $points ->
    [one] The decision about your answer to “{ $question }” was taken back; it brings { $points } point now.
   *[other] The decision about your answer to “{ $question }” was taken back; it brings { $points } points now.
}
notice-points-changed = { $points ->
    [one] An answer like yours to “{ $question }” was judged again; yours brings { $points } point now.
   *[other] An answer like yours to “{ $question }” was judged again; yours brings { $points } points now.
}

## first run

cmd-setup = setup
cmd-setup-about = Set up a daily quiz in under a minute, with a question to try
setup-title = Your daily quiz
setup-what = { $channel } gets a question from **{ $deck }** at **{ $time }** ({ $zone }), Monday to Friday, open for 8 hours.
setup-hint = Change what you like, try a question, then press **Start it**. Everything can be changed later with `/daily edit`.
setup-channel = Where to ask
setup-deck = What to ask
field-zone = In which time zone
field-time = At what time
setup-zone-about = A city, country, zone or offset: Berlin, America/New_York, UTC+2
setup-time-about = Such as 09:00 or 5:30 pm
setup-which-zone = Which time zone do you mean?
setup-zone-meant = I can't tell which time zone “{ $given }” is. Choose the one you mean from the list **{ setup-which-zone }** below.
setup-zone-unknown = I don't know the time zone “{ $given }”. Type a city, a country or an offset, such as Berlin, Japan or UTC+2.
setup-time-unreadable = I can't read “{ $given }” as a time of day. Type hours and minutes, such as 09:00 or 5:30 pm.
setup-retype = You typed “{ $zone }” and “{ $time }”. **{ button-retype }** opens the form again with that in it; or choose from the lists below.
setup-other-title = Another time or zone
button-start = Start it
button-preview = Try a question
button-other = Other time or zone…
button-retype = Change what I typed…
button-again = Another question
preview-title = To try · { $deck }
preview-hint = Only you see this, and it never counts.
preview-form = To try
preview-done = That was just to try: nothing was counted.
button-set-up = Set up
greeting-title = Hello! I ask your team a question a day
greeting-text = Everyone answers in private, and later all see the result together. If you manage this server, press **Set up** (or use `/setup`), try a question and start, in under a minute. `/help` explains the rest.
pause-title = A daily quiz of yours is paused
pause-where = In **{ $guild }**:

## appeals

button-appeal = I was right
button-appeal-of = I was right ({ $number })
button-report = Report card
button-report-of = Report card { $number }
decision-accept = Accept
decision-partly = Partly right
decision-deny = Deny
button-undo = Take back
button-older = Older
button-newer = Newer
button-section = { $section } ({ $count })
button-settle = Done
button-quiet = Stop announcing
cmd-appeals = appeals
cmd-appeals-about = Decide on appeals and reports from members
opt-section = show
opt-section-about = Open appeals, answers nobody is sure about, decisions, reports, or equal texts
opt-appeals-channel-about = Announce appeals and equal texts in this channel from now on
section-open = Open appeals
section-unsure = Not sure
section-unsure-empty = There is no answer the grader was not sure about.
unsure-answer = { $people ->
    [one] One person answered { $at }, and the grader was not sure:
   *[other] { $people } people answered, first { $at }, and the grader was not sure:
}
unsure-advice = It counts as partly right until you decide, for all who gave it. Nobody has appealed.
unsure-left = Left as it is: partly right. Whoever gave it may still appeal.
button-leave = Leave it
section-decided = Decisions
section-reports = Reports
section-duplicates = Same text
section-open-empty = There are no open appeals.
section-decided-empty = There are no decisions yet.
section-reports-empty = There are no reports.
section-duplicates-empty = There are no equal texts from different accounts.
duplicate-title = The same text twice
duplicate-said = { $count ->
    [0] Who typed this is no longer known:
    [one] One account typed this:
   *[other] { $count } accounts typed the same text:
}
duplicate-person = { $person } · { $at }
duplicate-more = … and { $count } more
duplicate-advice = Nobody lost a point, and only moderators see this. People may have worked together or copied the same notes: please ask before you judge.
appeal-form-title = I was right
appeal-form-label = Why? (optional)
appeal-form-hint = A moderator reads it and decides.
report-title = Report a card
report-label = What is wrong or unclear?
report-hint = Moderators of this server read it.
report-sent = Thanks! The moderators will look at this card.
report-said = { $person } wrote { $at }:
ruling-label = Reason (optional)
ruling-hint = The person who appealed can read it.
appeal-sent = Your appeal is with the moderators. You'll be told what they decide, and **My result** shows it.
appeal-claimed = Noted. A moderator looks at your answer once the question has closed. You'll be told, and **My result** shows it.
appeal-title = An appeal
appeal-deck = **{ $deck }**
appeal-withheld = This card is open here right now, so its answer stays hidden until it closes.
appeal-answer = { $others ->
    [0] { $person } answered:
    [one] { $person } and { $others } other person answered:
   *[other] { $person } and { $others } other people answered:
}
appeal-erased = This answer was erased.
appeal-now = { $points ->
    [one] Judged: { $outcome } · { $points } point
   *[other] Judged: { $outcome } · { $points } points
}
appeal-argument = **Why:** { $argument }
appeals-foot = { $number } of { $count }
appeals-quiet = Appeals are no longer announced. `/appeals` still lists them all.
decided-accept = ✅ Accepted by { $by } { $at }
decided-partly = 🟡 Called partly right by { $by } { $at }
decided-deny = ❌ Denied by { $by } { $at }
decided-undone = ↩️ Taken back by { $by } { $at }
ruled-accept = { $others ->
    [0] Accepted. This answer counts from now on.
    [one] Accepted. This answer counts from now on; { $others } other person who gave it gets their points as well.
   *[other] Accepted. This answer counts from now on; { $others } other people who gave it get their points as well.
}
ruled-partly = { $others ->
    [0] Noted. This answer is partly right from now on.
    [one] Noted. This answer is partly right from now on, for { $others } other person who gave it as well.
   *[other] Noted. This answer is partly right from now on, for { $others } other people who gave it as well.
}
ruled-deny = Denied. The verdict stays, and the person will be told.
ruled-undone = Taken back. Points are as they were, and you can decide again under **Decisions**.
own-appeal-of = Question { $number }: { $said }
own-appeal-open = ⏳ Your appeal is with the moderators.
own-appeal-accept = ✅ Your appeal was accepted.
own-appeal-partly = 🟡 Your appeal was accepted in part.
own-appeal-deny = ❌ Your appeal was denied.
own-appeal-reason = { $said } “{ $reason }”
error-nothing-to-appeal = You have no answer here that could get more points.
error-appeal-too-late = An appeal can be made for { $window } after closing. If the card is wrong, please report it.
error-appealed-already = You've appealed this answer already. **My result** shows where it stands.
error-appeal-gone = This appeal isn't here any more. `/appeals` shows those that are.
error-appeal-decided = Somebody else decided this appeal first. `/appeals` shows where it stands.
error-own-appeal = You can't decide your own appeal. Please leave it to another moderator.
error-reported-already = You've reported this card already. Thanks, the moderators have it.
error-report-empty = Please write what is wrong with the card.
error-too-many-reports = You can send { $limit } reports a day. Please go on tomorrow.
error-entry-gone = This is done already. `/appeals` shows what is left.

## privacy

cmd-privacy = privacy
cmd-privacy-about = See, delete or hide your data
cmd-privacy-export = export
cmd-privacy-export-about = Get a file of everything kept about you
cmd-privacy-delete = delete
cmd-privacy-delete-about = Erase your answers and your name; points stay without a name
cmd-privacy-hide = hide
cmd-privacy-hide-about = Stay off every leaderboard, or come back
opt-everywhere = everywhere
opt-everywhere-about = In all servers we share; otherwise only in this one
opt-hidden = hidden
opt-hidden-about = on: nobody sees you on a board; off: you are shown again
choice-export-toml = Deckhand deck (TOML), all of it
choice-export-csv = table (CSV) for spreadsheets
choice-export-anki-text = text for Anki
choice-export-apkg = package for Anki (.apkg)
choice-export-markdown = Markdown, to read
choice-on = on
choice-off = off
privacy-exported = This is everything I keep about you. Points for questions that are still open are added once those have closed.
privacy-erase-title = { $where ->
    [everywhere] Erase you everywhere?
   *[here] Erase you in this server?
}
privacy-erase-text = What you wrote, your name and your streaks are erased for good. Points stay without a name, so that nobody else's rank changes. Results that were posted already stay in their channels. `/privacy export` gives you a copy first.
button-erase = Erase
privacy-erased = Done. Nothing here is linked to you any more.
privacy-erased-later = Done. Your answers to questions that are still open are erased once those have closed.
privacy-kept = Nothing was erased.
privacy-hidden = You are on no leaderboard now. Your points still count; `/privacy hide` with `off` brings you back.
privacy-shown = You are on the leaderboards again.

## store

database-unfit = { $url } does not name a database file; write it like sqlite+aiosqlite:///deckhand.sqlite
database-missing = there is no database { $path }: see that DECKHAND_DATABASE or --database names the right file; starting the bot makes a new one
database-unwritable = the database { $path } cannot be written ({ $reason }): choose another place with DECKHAND_DATABASE, or let this user write there
database-foreign = { $path } is a database of another program: choose another file with DECKHAND_DATABASE
database-newer = the database { $path } is of a newer version (schema { $found }, this program knows { $known }): update Deckhand, or choose another file with DECKHAND_DATABASE
database-busy = the database { $path } is in use by another program: end that one, or try again
database-full = there is no room left on the disk for the database { $path }
database-broken = the database { $path } cannot be read ({ $reason }): restore a backup, or choose another file with DECKHAND_DATABASE
database-closed = Deckhand is stopping and accepts no more changes

## boards and digests: refusals

error-period-unreadable = I can't read “{ $given }” as a day, week or month. Pick one from the list, or write a day like 2026-11-23 or a month like 2026-11.
error-managers-only = Only people who manage this server can have the file. Ask one of them.
error-export-too-large = This leaderboard has { $rows } people, too many for one file here. Choose a channel, a deck or a shorter period.
error-digest-off = There is no digest here yet. `/digest set` turns it on.
error-digest-told = This digest ({ $period }) is posted already, and each is posted once. The next one comes by itself.
error-digest-empty = Nobody played then ({ $period }), so there is no digest to post. It comes by itself once somebody has.

## own decks

cmd-deck = deck
cmd-deck-about = Decks: what this server can be asked
cmd-deck-list = list
cmd-deck-list-about = Show the decks this server can be asked
cmd-deck-show = show
cmd-deck-show-about = Look through a deck; what is open stays hidden until it closes
cmd-library = library
cmd-library-about = This server's own decks, for those who manage it
cmd-library-export = export
cmd-library-export-about = Get a deck as a file, with all answers
cmd-library-import = import
cmd-library-import-about = Bring your own deck, or a new version of it; you see what changes first
cmd-library-learn = learn
cmd-library-learn-about = See what people were right with and a deck doesn't say, and write it into the deck
cmd-library-undo = undo
cmd-library-undo-about = Go back to an earlier version of your own deck
cmd-library-remove = remove
cmd-library-remove-about = Remove your own deck; points and answers stay
cmd-library-reload = reload
cmd-library-reload-about = For the bot's owner alone: read the folder of shipped decks again
cmd-library-show = show
cmd-library-show-about = Choose which answers /deck show tells members
opt-library-export-form = format
opt-library-export-form-about = As what; left out: as it was imported, else as TOML
opt-library-export-deck-about = Which deck
opt-library-learn-deck-about = Which deck
opt-library-deck-about = Which deck of your own
opt-file = file
opt-file-about = Notes, a table (CSV), Anki, Quizlet, Markdown, Kahoot or a .toml deck, up to 25 MiB
opt-name = name
opt-name-about = The deck's name; left out: the name of the file
opt-members = members
opt-members-about = Which answers; left out: tells which it is now
members-see-asked = of cards that were asked here and closed
members-see-everything = everything but what is open
opt-version = version
opt-version-about = Which version; left out: you choose from a list
button-import = Import
button-restore = Undo
button-redo = Redo
button-swap = Swap question and answer
button-swap-back = Swap back
button-cancel = Cancel
button-back = Back to { $number }
button-page-before = Back
button-page-after = Next
deck-list-title = Decks
deck-list-own = This server's own
deck-list-shipped = Shipped with the bot
deck-list-empty = There is no deck yet. Add one with `/library import`.
deck-list-foot = See a deck with /deck show, ask it with /daily add, add your own with /library import.
deck-line = { $count ->
    [one] **{ $title }** · `{ $name }` · { $count } card · { $language }
   *[other] **{ $title }** · `{ $name }` · { $count } cards · { $language }
}
deck-card = **{ $number }.** { $ask } ||{ $answer }||
deck-card-untold = **{ $number }.** { $ask }
deck-card-open = **{ $number }.** { $ask } ||{ $answer }|| (open right now: keep it to yourself)
deck-page = { $name } · { $language } · page { $page } of { $pages }
deck-untold = Answers stand here once a card was asked in this server and its question closed.
deck-withheld = { $count ->
    [one] { $count } card is open right now, here or in another server you are in, and left out until it closes.
   *[other] { $count } cards are open right now, here or in another server you are in, and left out until they close.
}
deck-exported = { $count ->
    [one] **{ $title }**, { $count } card. Change the file and bring it back with `/library import`.
   *[other] **{ $title }**, { $count } cards. Change the file and bring it back with `/library import`.
}
deck-reloaded = The deck folder was read: { $decks } decks, { $cards } cards. What is open stays as it was asked.
deck-reloaded-broken = These have faults and stay as they were; the log says which: { $names }
deck-version = { $cards ->
    [one] { $at } · { $cards } card
   *[other] { $at } · { $cards } cards
}
deck-version-now = { $cards ->
    [one] { $at } · { $cards } card · asked now
   *[other] { $at } · { $cards } cards · asked now
}
deck-version-line = { $cards ->
    [one] **{ $number }.** { $at } · { $cards } card · by { $by }
   *[other] **{ $number }.** { $at } · { $cards } cards · by { $by }
}
deck-version-line-now = { $cards ->
    [one] **{ $number }.** { $at } · { $cards } card · by { $by } · asked now
   *[other] **{ $number }.** { $at } · { $cards } cards · by { $by } · asked now
}
deck-versions-title = Versions of { $title }
deck-removing-title = Remove this deck?
deck-removing = { $count ->
    [one] **{ $title }**, { $count } card. Points and answers stay, and you can undo it.
   *[other] **{ $title }**, { $count } cards. Points and answers stay, and you can undo it.
}
deck-removing-asked = { $count ->
    [one] { $count } daily quiz asks it and will be paused.
   *[other] { $count } daily quizzes ask it and will be paused.
}
deck-removed = **{ $title }** is removed. A question that is open goes on to its result.
deck-removed-asked = { $count ->
    [one] { $count } daily quiz is paused: give it another deck with `/daily edit`, then `/daily resume`.
   *[other] { $count } daily quizzes are paused: give them another deck with `/daily edit`, then `/daily resume`.
}
learn-title = What “{ $title }” could learn
learn-empty = Nothing is waiting. What moderators accept in `/appeals` is offered here, so that the deck knows it everywhere and for good.
learn-wording = { $people ->
    [one] `{ $number }` “{ $text }” · one person · accepted by { $by } { $at }
   *[other] `{ $number }` “{ $text }” · { $people } people · accepted by { $by } { $at }
}
learn-claim = { $people ->
    [one] `{ $number }` “{ $text }” · one person says it is right, { $at } · nobody decided{ $by }
   *[other] `{ $number }` “{ $text }” · { $people } people say it is right, { $at } · nobody decided{ $by }
}
learn-fit-added = ↳ becomes another answer
learn-fit-added-point = ↳ becomes another wording of “{ $points }”
learn-fit-unfit = ↳ only a file can say this: export the deck, mend the card, and import it again
learn-fit-contradicts = ↳ the card rejects this, or something close to it: mend the card in its file
learn-foot-own = Page { $page } of { $pages } · What you add makes a new version; /library undo goes back.
learn-foot-shipped = Page { $page } of { $pages } · This deck came with the bot: take the lines as a file.
learn-added = { $count ->
    [one] **{ $title }** has learned it and is asked so from now on.
   *[other] **{ $title }** has learned { $count } wordings and is asked so from now on.
}
learn-file = { $wordings ->
    [one] One wording for **{ $title }**. Put the card of this file in place of that with the same id.
   *[other] { $wordings } wordings for **{ $title }**. Put the cards of this file ({ $cards }) in place of those with the same id.
}
button-learn-add = Add { $number }
button-learn-change = Change { $number }
button-learn-all = Add all { $count }
button-learn-file = Get the lines as a file
button-learn-dismiss = Dismiss { $number }
learn-form-title = A better wording
learn-form-label = What the card should accept
learn-form-hint = As short as it can be: without “I think”, and without what the question says.
error-wording-unfit = The card can't learn “{ $text }”: it knows it already, rejects something like it, or has no place for it.
error-wording-gone = That wording isn't offered any more. `/library learn` shows what is.
deck-kept = The deck stays as it is.
import-title = Import “{ $title }”?
import-foot = Nothing has changed yet. You can decide within a day.
import-new = { $count ->
    [one] A new deck, `{ $name }`, with { $count } card.
   *[other] A new deck, `{ $name }`, with { $count } cards.
}
import-known = { $count ->
    [one] A new version of `{ $name }`, with { $count } card.
   *[other] A new version of `{ $name }`, with { $count } cards.
}
import-counts = { $new } new, { $changed } changed, { $removed } removed, { $same } as before
import-nothing = This deck is the same as the one you have, so there is nothing to import.
import-hides = The shipped deck `{ $name }` is hidden here for as long as you have this one.
format-toml = a Deckhand deck (TOML)
format-notes = plain notes
format-markdown = Markdown
format-obsidian = flashcards in Markdown (Obsidian)
format-backticks = questions with their answers in backticks
format-table = a table (CSV or TSV)
format-quizlet = a Quizlet export
format-anki-text = an Anki text export
format-apkg = an Anki deck (.apkg)
format-trivia-yaml = a trivia list (YAML)
format-kahoot = a Kahoot spreadsheet (.xlsx)
import-stage-reading = ⏳ Reading the file …
import-stage-comparing = ⏳ The cards are read. Comparing them with what is there …
import-stage-grading = ⏳ The cards are read. Trying how they are graded: { $done } of { $of } …
import-format = Read as { $format }
import-header = Header row, not a card: { $header }
import-sections = { $more ->
    [0] Sections, which become tags: { $sections }
   *[other] Sections, which become tags: { $sections } and { $more } more
}
import-left-out = { $count ->
    [one] ✗ One question can't be asked and is left out; below stands why.
   *[other] ✗ { $count } questions can't be asked and are left out; below stands why.
}
import-swapped = 🔄 Swapped: what the file has as answers is asked.
import-first = { $more ->
    [0] **The cards, as they will be asked**
   *[other] **The first { $count } cards, as they will be asked**
}
import-card = **{ $number }.** { $ask }
    ↳ { $how }: ||{ $answer }||
import-card-wrong = { $card }, not { $wrong }
import-others = **And { $count } more**
import-how-term = typed
import-how-definition = { $count ->
    [one] in own words, one key point
   *[other] in own words, { $count } key points
}
import-how-list = { $need ->
    [one] one of { $count }
   *[other] { $need } of { $count }, in any order
}
import-how-steps = { $count } steps, in this order
import-how-choice = one of { $count } options
import-how-number = { $has_unit ->
    [no] a number
   *[yes] a number, in { $unit }
}
import-how-date = a date
import-card-new = + { $ask }
import-card-changed = ~ { $ask } ({ $fields })
import-card-removed = − { $ask }
import-fault = ✗ { $where }: { $what }
import-warning = ! { $where }: { $what }
import-fault-file = the file
import-faults-title = { $name } can't be imported yet
import-faults-head = Nothing has changed. Correct these, then import it again:
import-warnings-head = { $count ->
    [one] **Worth a look** (it can be imported all the same)
   *[other] **{ $count } things worth a look** (it can be imported all the same)
}
import-done-title = Imported
import-done = { $count ->
    [one] **{ $title }** is ready: `{ $name }`, { $count } card. Ask it with `/daily add`.
   *[other] **{ $title }** is ready: `{ $name }`, { $count } cards. Ask it with `/daily add`.
}
import-paused = { $count ->
    [one] { $count } daily quiz was paused while the deck was gone: `/daily resume` lets it go on.
   *[other] { $count } daily quizzes were paused while the deck was gone: `/daily resume` lets them go on.
}
import-earlier = Back at an earlier version
import-later = At the later version again
import-back = The deck is back
import-restored = { $count ->
    [one] **{ $title }** (`{ $name }`, { $count } card) is asked as it was imported { $at }.
   *[other] **{ $title }** (`{ $name }`, { $count } cards) is asked as it was imported { $at }.
}
import-superseded = { $count ->
    [one] Nothing was changed now: **{ $title }** was changed since, and is asked as it was imported { $at } ({ $count } card). `/library undo` lists its versions.
   *[other] Nothing was changed now: **{ $title }** was changed since, and is asked as it was imported { $at } ({ $count } cards). `/library undo` lists its versions.
}
import-superseded-removed = Nothing was changed now: **{ $title }** was removed since. `/library undo` brings it back.
import-cancelled = Nothing was imported.
error-deck-file-big = That file is too large; a deck can have { $limit } MiB at most. Split it into several.
error-too-many-decks = This server can have { $limit } decks of its own at most. Remove one with `/library remove` first.
error-too-many-cards = Your own decks would have { $count } cards together; { $limit } are the most. Remove some cards or a deck first.
error-import-gone = That version isn't kept any more. Import the file again, or see `/library undo` for the versions there are.
error-import-stale = The deck was changed since this preview was made. Import the file again to see what it would change now.
error-deck-shipped = `{ $deck }` came with the bot and can't be changed. Import a deck of the same name with `/library import` to replace it here.
error-deck-withheld = Every card of { $deck } is open right now, here or in another server you are in. Come back once they have closed.
library-members-asked = In `/deck show`, members see the answers of cards that were asked here and closed. Those who manage the server see all.
library-members-everything = In `/deck show`, members see every answer but those of cards that are open.
library-members-change = `/library show` with its option `members` changes that.
error-owner-only = Only the owner of this bot can do that: its application's owner at Discord, or the team that owns it.
