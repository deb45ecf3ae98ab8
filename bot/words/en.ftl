### What Deckhand says, in English.

## decks

## grading

## app

## ui
