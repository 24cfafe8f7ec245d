internal import CNCurses
import TextCanvas

/// Puts frames into ncurses' memory: only rows that differ from the last frame's, one call a row.
final class FramePainter {
  private let depth: ColorDepth
  private var pairs: ColorPairs
  private var numbers: ColorNumbers
  /// What ncurses holds; nil when that is not known.
  private var last: Frame?
  private var theme: Theme?
  /// By the cells' `lookKey`: hundreds of styles begin in a frame.
  private var attributes: [UInt32: (emphasis: UInt8, pair: Int32)] = [:]
  private(set) var placed = PlacedTexts()
  /// Whether something was drawn that terminals disagree about.
  private(set) var isContested = false
  /// What the terminal was measured to do; what was drawn before is drawn again.
  var widths = MeasuredWidths() {
    didSet { forget() }
  }

  init(depth: ColorDepth, colors: ColorNumbers.Way) {
    self.depth = depth
    numbers = ColorNumbers(colors)
    pairs = ColorPairs(limit: Int(cnc_pair_limit()))
  }

  /// The colours that are to be put into the bytes of a frame.
  var standIns: [UInt8: Color] { numbers.standIns }

  /// The entries of the palette that colours told by red, green and blue are.
  var paletteEntries: [Int32: UInt8] { numbers.entries }

  /// Takes nothing of the last frame for granted any more.
  func forget() {
    last = nil
  }

  /// Draws a frame, clipped to `size`, and leaves the bytes for `cnc_take`.
  func paint(_ frame: Frame, theme: Theme, size: Size) {
    if theme != self.theme {
      // What stood for a colour of the old theme may stand for another: cells that look alike to ncurses no longer do.
      if self.theme != nil { cnc_redraw() }
      self.theme = theme
      numbers.reset()
      attributes.removeAll(keepingCapacity: true)
      // What is erased or scrolled in has the theme's background, and need not be drawn over.
      cnc_background(look(of: .blank, theme: theme).pair)
      last = nil
    }
    if placed.isFull {
      placed.removeAll()
      cnc_redraw()
      last = nil
    }
    if last?.size != frame.size {
      cnc_erase()
      last = nil
    }
    if last != frame {
      // What has only moved need not be handed over again.
      let before = last
      let shift = before.flatMap { RowShift(from: $0, to: frame, within: size.rows) }
      if let shift {
        cnc_scroll(
          Int32(shift.rows.lowerBound), Int32(shift.rows.upperBound - 1), Int32(shift.lines))
      }
      for y in 0..<min(frame.size.rows, size.rows) {
        // No closure: each call of one would ask first which thread it is on.
        let old = if let shift { shift.origin(of: y) } else { Optional(y) }
        if let before, let old, frame.hasRow(y, of: before, at: old) { continue }
        paintRow(y, of: frame, columns: min(frame.size.columns, size.columns), theme: theme)
      }
      last = frame
    }
    let cursor = frame.cursor.flatMap { $0.x < size.columns && $0.y < size.rows ? $0 : nil }
    cnc_cursor(Int32(cursor?.y ?? -1), Int32(cursor?.x ?? 0), cursor?.isShown ?? false)
    cnc_update()
  }

  private func paintRow(_ y: Int, of frame: Frame, columns: Int, theme: Theme) {
    var style: UInt32?
    let start = y * frame.size.columns
    let cells = frame.cells
    // What may not be drawn by ncurses, and how it is drawn here.
    var row = RowPlacing(widths: widths, columns: columns)
    for x in 0..<columns {
      let cell = cells[start + x]
      guard cell.width > 0 else { continue }
      let key = cell.lookKey(depth)
      if key != style {
        style = key
        putRun(of: &row)
        let look = look(of: cell, theme: theme)
        cnc_style(look.emphasis, look.pair)
      }
      if row.isEmpty, let byte = cell.ascii {
        // Nearly all of a screen.
        cnc_cell(byte, 0, 0)
        continue
      }
      // The right half of a wide glyph would lie outside.
      let width = Int(cell.width) > columns - x ? 1 : cell.width
      putGlyph(of: width < cell.width ? .blank : cell, width: width, room: columns - x, in: &row)
    }
    putRun(of: &row)
    cnc_end_row(Int32(y))
  }

  private func putGlyph(of cell: Cell, width: UInt8, room: Int, in row: inout RowPlacing) {
    let code: GlyphCode
    if let scalar = cell.scalar {
      code = GlyphCode(scalar, width: width)
    } else {
      code = GlyphCode(cell.glyph, width: width)
    }
    // A run of letters ends before it.
    if code.isSettled { putRun(of: &row) }
    if code.isSettled, row.isClear {
      row.forget()
      cnc_cell(code.base, code.mark, code.secondMark)
      if code.needsSpace { cnc_cell(0x20, 0, 0) }
    } else {
      isContested = isContested || cell.glyph.isMeasured
      if row.add(cell.glyph, width: Int(width), isSettled: code.isSettled, room: room) {
        putRun(of: &row)
      }
    }
  }

  /// Gives ncurses the cells of the text that is to be placed next, if there is one.
  private func putRun(of row: inout RowPlacing) {
    guard let run = row.takeRun() else { return }
    let number = placed.number(
      run.text, columns: run.columns, after: row.number, endsRow: run.endsRow)
    row.number = number
    for column in 0..<run.columns {
      let marks = PlacedTexts.marks(of: number, column: column)
      if number == 0 { cnc_cell(0x3F, 0, 0) } else { cnc_cell(0x20, marks.0, marks.1) }
    }
  }

  private func look(of cell: Cell, theme: Theme) -> (emphasis: UInt8, pair: Int32) {
    if let known = attributes[cell.lookKey(depth)] { return known }
    let resolved = ResolvedStyle(cell, theme: theme, depth: depth)
    let pair = ColorPairs.Pair(
      foreground: numbers.number(of: resolved.foreground),
      background: numbers.number(of: resolved.background))
    let number = pairs.number(for: pair) { cnc_init_pair($0, $1.foreground, $1.background) }
    let look = (resolved.emphasis.rawValue, number)
    attributes[cell.lookKey(depth)] = look
    return look
  }
}

extension Character {
  /// Whether it matters for this cluster what the terminal was measured to do.
  fileprivate nonisolated var isMeasured: Bool {
    !SignKinds(self).isEmpty || unicodeScalars.first.map(ComplexScript.contains) ?? false
  }
}
