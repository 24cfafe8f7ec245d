import TextCanvas

extension Frame {
  /// The rows of a frame of this size after drawing on the whole of it.
  static func drawn(
    _ columns: Int, _ rows: Int, _ draw: (inout Frame, Rect) -> Void
  ) -> [String] {
    var frame = Frame(size: Size(columns: columns, rows: rows))
    draw(&frame, Rect(frame.size))
    return frame.lines
  }

  /// Whether every wide glyph has its right half and no right half is alone.
  var halvesMatch: Bool {
    (0..<size.rows).allSatisfy { y in
      (0..<size.columns).allSatisfy { x in
        switch self[x, y].width {
        case 0: x > 0 && self[x - 1, y].width == 2
        case 2: x + 1 < size.columns && self[x + 1, y].width == 0
        default: true
        }
      }
    }
  }
}
