import TextCanvas

extension Keymap {
  /// The keys htop, less, vim and k9s taught; arrows always work too.
  package static let defaults: [KeyBinding] = {
    let lists: Set<KeyContext> = [.targets, .batch]
    let batch: Set<KeyContext> = [.batch]
    let polled: Set<KeyContext> = [.targets, .batch, .query, .requests]
    return [
      KeyBinding(
        [.enter], .open, in: lists, label: "open", help: "open the row under the cursor"),
      KeyBinding([.enter], .showResults, in: [.query], help: "show the rows of the query"),
      KeyBinding(
        [.escape, .backspace], .back, in: KeyContext.browsing.subtracting([.targets]),
        label: "back",
        help: "undo the last filter, then go back one view"),
      KeyBinding(
        [.character("f")], .failedOnly, in: batch, label: "failed", help: "show failed queries only"
      ),
      KeyBinding(
        [.character("/"), .function(3), .function(4)], .filter, in: batch, label: "filter",
        help: "filter the queries by any text in them"),
      KeyBinding(
        [.character("s"), .function(6)], .sortNext, in: batch, label: "sort",
        help: "sort by the next column"),
      KeyBinding([.character("S")], .sortReverse, in: batch, help: "reverse the order"),
      KeyBinding(
        [.character("c")], .showCauses, in: batch, label: "causes",
        help: "go to the causes; Enter there shows the queries of one"),
      KeyBinding(
        [.character("a")], .showAll, in: batch, help: "show all queries again"),
      KeyBinding(
        [.character(".")], .releaseOrder, in: batch, help: "put rows that moved into order"),
      KeyBinding(
        [.tab], .nextPanel, in: batch, label: "panel", help: "give the keys to the next panel"),
      KeyBinding(
        [.character("z")], .zoom, in: batch, label: "zoom",
        help: "give the panel the whole screen; Progress becomes a map of the batch"),
      KeyBinding(
        [.character("v")], .rawAnswer, in: [.query], label: "raw answer",
        help: "show the last answer as the server sent it"),
      KeyBinding(
        [.character("o")], .showResults, in: [.targets, .batch, .query], label: "rows",
        help: "show the rows of a query that has succeeded"),
    ]
      + results + [
        KeyBinding(
          [.character("i")], .showRequests, in: [.targets, .batch, .query, .results],
          label: "requests",
          help: "show the last calls to the servers"),
        KeyBinding(
          [.character("r")], .pollNow, in: polled, label: "poll now",
          help: "ask the source now"),
        KeyBinding(
          [.character("p")], .pause, in: polled, label: "pause",
          help: "hold the picture; polling goes on"),
        KeyBinding([.character("j"), .down], .moveDown, help: "down"),
        KeyBinding([.character("k"), .up], .moveUp, help: "up"),
        KeyBinding([.character("h"), .left], .moveLeft, in: batch, help: "left on the batch map"),
        KeyBinding(
          [.character("l"), .right], .moveRight, in: batch, help: "right on the batch map"),
        KeyBinding([.character("g"), .home], .first, help: "to the first row"),
        KeyBinding([.character("G"), .end], .last, help: "to the last row"),
        KeyBinding([.control("d")], .halfPageDown, help: "half a page down"),
        KeyBinding([.control("u")], .halfPageUp, help: "half a page up"),
        KeyBinding([.pageDown, .control("f")], .pageDown, help: "a page down"),
        KeyBinding([.pageUp, .control("b")], .pageUp, help: "a page up"),
        KeyBinding([.character("?"), .function(1)], .help, label: "help", help: "this page"),
        KeyBinding(
          [.character("q")], .leave, label: "quit", help: "go back one view; at the first one, quit"
        ),
        KeyBinding([.function(10)], .quit, help: "quit"),
        KeyBinding(
          [.enter], .acceptText, in: [.typing, .naming], label: "done", help: "take what is typed"),
        KeyBinding(
          [.escape], .cancelText, in: [.typing, .naming], label: "cancel",
          help: "leave it as it was"),
        KeyBinding(
          [.tab], .nextFormat, in: [.naming], label: "format", help: "csv, json or ndjson"),
        KeyBinding(
          [.control("l")], .redraw, in: Set(KeyContext.allCases), help: "draw the screen anew"),
        KeyBinding(
          [.control("z")], .suspend, in: Set(KeyContext.allCases),
          help: "stop; fg brings querytop back"),
      ]
  }()
}
