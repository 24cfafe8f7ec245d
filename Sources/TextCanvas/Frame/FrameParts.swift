/// The parts of a frame that may be taken over by the frame after it, and those it may take over itself.
///
/// A part is what is drawn in a rectangle from a value and from nothing else; as long as the value is the same, so is what is
/// drawn. Comparing the value must cost less than drawing, and keeping it must keep nothing large alive.
struct FrameParts: Sendable {
  /// A rectangle that was drawn from a value.
  struct Part: Sendable {
    let rect: Rect
    let inputs: any Hashable & Sendable
    /// The cursor it has placed; nil where it has placed none.
    let cursor: Frame.Cursor?
    /// Of a part made of lines, the value each was drawn from, from the top.
    var lines: [LineKey] = []
  }

  private(set) var drawn: [Part] = []
  /// The cells as they were before anything was drawn over the parts; nil where nothing has been.
  private var uncovered: [Cell]?
  /// Of the frame before; empty where there is none to take from.
  private(set) var earlier: [Part] = []
  private(set) var earlierCells: [Cell] = []

  /// Makes the parts of a frame of the same size known, to be taken over.
  mutating func begin(after frame: Frame) {
    earlier = frame.parts.drawn
    earlierCells = frame.parts.uncovered ?? frame.cells
  }

  /// Notes a part as drawn, unless it lies over others: kept are the cells below it.
  mutating func add(_ part: Part) {
    if uncovered == nil { drawn.append(part) }
  }

  mutating func cover(_ cells: [Cell]) {
    if uncovered == nil { uncovered = cells }
  }

  /// Forgets the frame before, which is not needed when all is drawn.
  mutating func end() {
    earlier = []
    earlierCells = []
  }
}

/// What a line of a part is drawn from, beside what the part is drawn from.
package struct LineKey: Hashable, Sendable {
  /// What stands in the line: the same number, the same content.
  let content: Int
  let isSelected: Bool
  let isMarked: Bool

  package init(_ content: Int, isSelected: Bool = false, isMarked: Bool = false) {
    self.content = content
    self.isSelected = isSelected
    self.isMarked = isMarked
  }
}

extension Frame {
  /// Draws a part, or takes it over from the frame before where it was drawn in the same place from the same value.
  ///
  /// - Parameters:
  ///   - rect: all that the part draws on, blank until then.
  ///   - inputs: all that it is drawn from.
  ///   - body: draws it.
  package mutating func draw(
    _ rect: Rect, from inputs: some Hashable & Sendable, _ body: (inout Frame) -> Void
  ) {
    let part: FrameParts.Part
    if let same = earlierPart(rect, inputs) {
      for y in rect.y..<rect.maxY { copyLine(from: y, to: y, in: rect) }
      if let cursor = same.cursor { self.cursor = cursor }
      part = same
    } else {
      part = FrameParts.Part(rect: rect, inputs: inputs, cursor: placedCursor(by: body))
    }
    parts.add(part)
  }

  /// Draws a part line by line: a line drawn from the same as one of the frame before is taken over from wherever it stood.
  ///
  /// - Parameters:
  ///   - rect: all that the lines draw on, blank until then; there is at most a line for each of its rows.
  ///   - inputs: what all lines are drawn from, beside what is each one's own.
  ///   - lines: what each is drawn from, from the top.
  ///   - body: draws a line, counted from the top; the cursor may be placed by one that is selected, and by no other.
  package mutating func drawLines(
    _ rect: Rect, from inputs: some Hashable & Sendable, _ lines: [LineKey],
    _ body: (_ frame: inout Frame, _ line: Int) -> Void
  ) {
    let before = earlierPart(rect, inputs)?.lines ?? []
    for (line, key) in lines.prefix(rect.height).enumerated() {
      if !key.isSelected, let place = before.place(of: key, near: line) {
        copyLine(from: rect.y + place, to: rect.y + line, in: rect)
      } else {
        body(&self, line)
      }
    }
    parts.add(FrameParts.Part(rect: rect, inputs: inputs, cursor: nil, lines: lines))
  }

  /// What is drawn from here on lies over what is there: the parts are kept as they are now.
  package mutating func coverParts() {
    parts.cover(cells)
  }

  /// All is drawn: the frame before is let go.
  package mutating func endParts() {
    parts.end()
  }

  private func earlierPart<Inputs: Hashable & Sendable>(_ rect: Rect, _ inputs: Inputs)
    -> FrameParts.Part?
  {
    for part in parts.earlier where part.rect == rect {
      if let same = part.inputs as? Inputs, same == inputs { return part }
    }
    return nil
  }

  /// Draws, and finds out where the cursor has been placed meanwhile.
  private mutating func placedCursor(by body: (inout Frame) -> Void) -> Cursor? {
    let before = cursor
    cursor = nil
    body(&self)
    let placed = cursor
    cursor = placed ?? before
    return placed
  }

  /// Takes a line of a part over from the frame before.
  private mutating func copyLine(from old: Int, to new: Int, in rect: Rect) {
    let columns = max(0, rect.x)..<max(0, min(rect.maxX, size.columns))
    guard !columns.isEmpty, (0..<size.rows).contains(old), (0..<size.rows).contains(new) else {
      return
    }
    let start = new * size.columns + columns.lowerBound
    let from = old * size.columns + columns.lowerBound
    replaceCells(from: start, by: parts.earlierCells[from..<from + columns.count])
  }
}

extension [LineKey] {
  /// The line drawn from a key, the nearest first: most of the time little has moved.
  fileprivate func place(of key: LineKey, near line: Int) -> Int? {
    for distance in 0..<Swift.max(1, count) {
      if line + distance < count, self[line + distance] == key { return line + distance }
      if line >= distance, line - distance < count, self[line - distance] == key {
        return line - distance
      }
    }
    return nil
  }
}
