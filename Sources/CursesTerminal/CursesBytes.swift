internal import CNCurses

/// The bytes ncurses drew into memory.
enum CursesBytes {
  /// Takes them out, bracketed; empty when there are none.
  static func take(between brackets: SynchronizedOutput) -> [UInt8] {
    let count = Int(cnc_pending())
    guard count > 0 else { return [] }
    let ends = brackets.begin.count + brackets.end.count
    // Filled in place: the pointer is handed to C with the room behind it, and does not leave the closure.
    return [UInt8](unsafeUninitializedCapacity: count + ends) { buffer, used in
      used = buffer[...].update(fromContentsOf: brackets.begin)
      if let start = buffer.baseAddress { used += cnc_take(start + used, count) }
      used = buffer[used...].update(fromContentsOf: brackets.end)
    }
  }

  /// Drops them.
  static func forget() {
    _ = take(between: .plain)
  }
}
