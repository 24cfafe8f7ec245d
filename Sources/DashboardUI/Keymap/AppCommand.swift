import TextCanvas

/// What the dashboard does itself, whatever view is on top.
enum AppCommand: Hashable, Sendable {
  /// Esc: out of what the view is in the middle of, then out of the view.
  case back
  /// `q`: out of the view, and out of the program at the first.
  case leave
  case quit
  case help
  case palette
  case redraw
  case showLink
  case suspend
  /// Gives the mouse to the terminal, or takes it back.
  case mouse
  /// ^C: ends the program as a signal does.
  case interrupt
  case pollNow
  case pause
  /// Shows an earlier moment of this run.
  case earlier
  /// Shows a later one, and at last what is known now.
  case later
  case showRequests
  case chooseTheme
  /// Saves what is on the screen in a file.
  case saveScreen
}

// Built for each table, so that a view says in one place which of them it has, and where they stand in its footer.
extension Binding {
  /// Esc.
  static func back(_ name: String, _ help: String) -> Self {
    Binding(name, [.escape, .backspace], app: .back, help)
  }

  /// Esc where there is nothing to undo first.
  static var back: Self { back("app.back", "go back one view") }

  static var showRequests: Self {
    Binding("app.requests", ["i"], app: .showRequests, footer: "requests", "show the last requests")
  }

  /// Asking now and pausing, for views that change as answers come.
  static var polling: [Self] {
    [
      Binding("app.pollNow", ["r"], app: .pollNow, footer: "poll now", "poll now"),
      Binding(
        "app.pause", ["p"], app: .pause, footer: "pause", "pause display (polling continues)"),
      Binding("app.earlier", ["["], app: .earlier, "show how things stood earlier"),
      Binding("app.later", ["]"], app: .later, "show how things stood later, up to now"),
    ]
  }

  /// What every view has.
  static var everywhere: [Self] {
    [
      Binding("app.help", ["?", .function(1)], app: .help, footer: "help", "show all keys"),
      Binding(
        "app.palette", [":"], app: .palette, footer: "commands",
        "list what can be done here, to be found by its words"),
      Binding(
        "app.leave", ["q"], app: .leave, footer: "quit",
        "go back one view; at the first one, quit"),
      Binding("app.quit", [.function(10)], app: .quit, "quit"),
      Binding("app.theme", ["t"], app: .chooseTheme, "choose a theme"),
      Binding(
        "app.mouse", ["M"], app: .mouse,
        "leave the mouse to the terminal, which selects text with it; again takes it back"),
      Binding(
        "app.saveScreen", ["W", .function(12)], app: .saveScreen,
        "save the screen: text, ANSI or SVG by the ending of its name"),
      Binding("app.interrupt", [.control("c")], app: .interrupt, "end the program at once"),
    ] + terminal
  }

  /// What works while a line is typed.
  static var typing: [Self] {
    [
      Binding(
        "prompt.saveScreen", [.function(12)], app: .saveScreen,
        "save the screen, then go on typing")
    ] + terminal
  }

  /// What works even while letters are text.
  static var terminal: [Self] {
    [
      Binding("app.redraw", [.control("l")], app: .redraw, "redraw the screen"),
      Binding(
        "app.link", [.control("g")], app: .showLink, "tell how fast the terminal takes the screen"),
      Binding("app.suspend", [.control("z")], app: .suspend, "suspend; fg brings querytop back"),
    ]
  }
}
