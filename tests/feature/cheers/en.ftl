cmd-cheers = cheers
cmd-cheers-about = How often people here answered
cheers-total = { $count ->
    [one] One answer was given here.
   *[other] { $count } answers were given here.
}
cheers-clear = Clear
cheers-cleared = All cheers are gone.
