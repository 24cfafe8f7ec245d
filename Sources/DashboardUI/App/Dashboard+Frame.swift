package import TextCanvas

extension Dashboard {
  /// Draws everything there is to see.
  ///
  /// Equal dashboards give equal frames.
  package func frame() -> Frame {
    var frame = Frame(size: facts.size)
    let base = baseIndex
    let messages = MessageLine.lines(self, base: base)
    let layout = layout(messages: messages.count)
    TitleLine(facts, stack, base: base).draw(on: &frame, in: layout.title)
    Footer.draw(footerKeys, isFirst: stack.count == 1, on: &frame, in: layout.footer)
    MessageLine.draw(
      messages, on: &frame, in: layout.message, ellipsis: facts.options.glyphs.ellipsis)
    for index in base..<stack.count { stack[index].view.draw(facts, on: &frame, in: layout.body) }
    if facts.options.glyphs.isASCII { frame.degradeToASCII() }
    return frame
  }

  /// The keys that work now, those first that are wanted most.
  private var footerKeys: [KeyLine] {
    let choice = top.footer(facts)
    let keys = top.keyLines.filter { line in
      (!facts.options.isReadOnly || !line.isAction) && !choice.without.contains(line.name)
    }
    let first = choice.first.compactMap { name in keys.first { $0.name == name } }
    return first + keys.filter { !choice.first.contains($0.name) }
  }

  /// Works out where the view on top will be drawn.
  mutating func measure() {
    facts.area = layout(messages: MessageLine.lines(self, base: baseIndex).count).body
  }

  /// Short screens give up the footer first, then the message line, then the title.
  private func layout(messages: Int)
    -> (title: Rect, body: Rect, message: Rect, footer: Rect)
  {
    let rows = facts.size.rows
    let (title, rest) = Rect(facts.size).splitTop(rows >= 6 ? 1 : 0)
    let (above, footer) = rest.splitBottom(rows >= 8 ? 1 : 0)
    let (body, message) = above.splitBottom(rows >= 10 ? messages : 0)
    return (title, body, message, footer)
  }
}
