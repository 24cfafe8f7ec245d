package import TextCanvas

extension Dashboard {
  /// Draws everything there is to see.
  ///
  /// Equal dashboards give equal frames.
  ///
  /// - Parameter earlier: a frame of this dashboard as it was before: what is drawn from the same is taken over from it.
  package func frame(after earlier: Frame? = nil) -> Frame {
    var frame = Frame(size: facts.size, after: earlier)
    let base = baseIndex
    let messages = MessageLine.lines(self, base: base)
    let layout = layout(messages: messages.count)
    let title = TitleLine(facts, stack, base: base)
    frame.draw(layout.title, from: title.inputs) { title.draw(on: &$0, in: layout.title) }
    Footer(offered, isFirst: stack.count == 1, in: layout.footer).draw(on: &frame)
    MessageLine.draw(
      messages, on: &frame, in: layout.message, ellipsis: facts.options.glyphs.ellipsis)
    for index in base..<stack.count {
      // What lies beneath is not what the keys are about.
      frame.cursor = nil
      if index > base { frame.coverParts() }
      stack[index].view.draw(facts, on: &frame, in: layout.body)
    }
    if let caret = caret(in: layout.message) { frame.cursor = caret }
    let glyphs = facts.options.glyphs
    if glyphs.hasASCIIText {
      frame.degradeToASCII()
    } else if glyphs.isASCII {
      frame.degradeAmbiguous()
    }
    frame.endParts()
    return frame
  }

  /// The key that the footer offers at a cell; nil for none.
  func footerKey(x: Int, y: Int) -> KeyPress? {
    let rect = layout(messages: MessageLine.lines(self, base: baseIndex).count).footer
    guard rect.contains(x: x, y: y) else { return nil }
    return Footer(offered, isFirst: stack.count == 1, in: rect).key(atX: x)
  }

  /// Where text is being typed; nil where none is.
  private func caret(in rect: Rect) -> Frame.Cursor? {
    guard let prompt = top as? PromptView, !rect.isEmpty else { return nil }
    let note = stack[baseIndex].view.message(facts).promptNote
    let column = prompt.lines(note: note, columns: facts.size.columns).caret
    return Frame.Cursor(x: min(rect.x + 1 + column, rect.maxX - 1), y: rect.y)
  }

  /// Works out where the view on top will be drawn.
  mutating func measure() {
    let area = layout(messages: MessageLine.lines(self, base: baseIndex).count).body
    if area != facts.area { facts.area = area }
  }

  /// Short screens give up the footer first, then the message line, then the title; what is typed, and what is said once, is on the
  /// smallest, too.
  private func layout(messages: Int)
    -> (title: Rect, body: Rect, message: Rect, footer: Rect)
  {
    let rows = facts.size.rows
    let (title, rest) = Rect(facts.size).splitTop(rows >= 6 ? 1 : 0)
    let speaks = rows < 10 && (top is PromptView || notice != nil)
    let (above, footer) = rest.splitBottom(rows >= 8 && !speaks ? 1 : 0)
    let (body, message) = above.splitBottom(rows >= 10 ? messages : speaks ? 1 : 0)
    return (title, body, message, footer)
  }
}
