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
    let layout = layout(room: MessageLine.room(self, base: base))
    let title = TitleLine(facts, stack, base: base)
    frame.draw(layout.title, from: title.inputs) { title.draw(on: &$0, in: layout.title) }
    frame.draw(layout.footer, from: footerInputs) {
      Footer(offered, isFirst: stack.count == 1, in: layout.footer).draw(on: &$0)
    }
    for index in base..<stack.count {
      // What lies beneath is not what the keys are about.
      frame.cursor = nil
      if index > base { frame.coverParts() }
      stack[index].view.draw(facts, on: &frame, in: layout.body)
    }
    drawMessage(on: &frame, layout)
    let glyphs = facts.options.glyphs
    if glyphs.hasASCIIText {
      frame.degradeToASCII()
    } else if glyphs.isASCII {
      frame.degradeAmbiguous()
    }
    frame.endParts()
    return frame
  }

  /// What is said once covers as much of what lies above it as it takes.
  private func drawMessage(on frame: inout Frame, _ layout: Layout) {
    let lines = MessageLine.lines(self, base: baseIndex)
    let rect = messageRect(lines.count, layout)
    if rect != layout.message {
      frame.coverParts()
      frame.fill(rect, with: .blank)
    }
    MessageLine.draw(lines, on: &frame, in: rect, ellipsis: facts.options.glyphs.ellipsis)
    if let caret = caret(in: rect) { frame.cursor = caret }
  }

  /// What a click meets beside the view.
  enum Pressed {
    case key(KeyPress)
    case message
  }

  /// What is drawn at a cell, where that is not the view's.
  func pressed(x: Int, y: Int) -> Pressed? {
    let layout = layout(room: MessageLine.room(self, base: baseIndex))
    let lines = MessageLine.lines(self, base: baseIndex)
    if messageRect(lines.count, layout).contains(x: x, y: y) { return .message }
    guard layout.footer.contains(x: x, y: y) else { return nil }
    return Footer(offered, isFirst: stack.count == 1, in: layout.footer).key(atX: x)
      .map(Pressed.key)
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
    let area = layout(room: MessageLine.room(self, base: baseIndex)).body
    if area != facts.area { facts.area = area }
  }

  private typealias Layout = (title: Rect, body: Rect, message: Rect, footer: Rect)

  /// Short screens give up the message line first, then the footer, then the title.
  private func layout(room: Int) -> Layout {
    let rows = facts.size.rows
    let (title, rest) = Rect(facts.size).splitTop(rows >= 6 ? 1 : 0)
    let (above, footer) = rest.splitBottom(rows >= 8 ? 1 : 0)
    let typed = rows < 8 && top is PromptView ? 1 : 0
    let (body, message) = above.splitBottom(rows >= 10 ? room : typed)
    return (title, body, message, footer)
  }

  /// Where so many lines are said: over the view where they take more than is kept for them.
  ///
  /// What is typed, and what is said once, is on the smallest screens, too, in place of the last row.
  private func messageRect(_ lines: Int, _ layout: Layout) -> Rect {
    let kept = layout.message
    guard facts.size.rows < 10 else {
      let above = layout.body.y
      return Rect(x: 0, y: above, width: kept.width, height: kept.maxY - above)
        .splitBottom(max(lines, kept.height)).bottom
    }
    let speaks = top is PromptView || notice != nil
    return Rect(facts.size).splitBottom(speaks ? 1 : 0).bottom
  }
}
