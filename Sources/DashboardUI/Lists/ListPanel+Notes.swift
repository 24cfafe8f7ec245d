import QueryCore
import TextCanvas

extension ListPanel {
  /// What the list's panel says of order and marks, in the longest form there is room for.
  ///
  /// - Parameters:
  ///   - moved: rows that would stand elsewhere if the order were not held.
  ///   - failed: failures that came in since the last key and are out of sight.
  ///   - room: columns for the order.
  func notes(moved: Int, failed: Int, room: Int) -> [PanelNote] {
    var notes: [PanelNote] = []
    let failures = failed > 0 ? "\(CountText.grouped(failed)) failed" : nil
    if !isHeld {
      if let failures {
        notes.append(PanelNote(SafeText("\(failures) meanwhile: g"), Style(.warning)))
      }
    } else if moved > 0 || failures != nil {
      let all = [failures, "\(CountText.grouped(moved)) moved"].compactMap(\.self)
      let changes = all.joined(separator: ", ")
      let forms = [
        "order held, \(changes): .", "held, \(changes): .", "\(changes): .", "held, \(all[0]): .",
        "\(all[0]): .",
      ]
      let text = forms.first { $0.count <= room } ?? "held: ."
      notes.append(PanelNote(SafeText(text), Style(.warning)))
    }
    if !marks.isEmpty {
      notes.append(
        PanelNote(SafeText("\(CountText.grouped(marks.count)) marked"), Style(.mark)))
    }
    return notes
  }

  /// Columns for a note in the border of a panel that has a title.
  static func room(beside title: SafeText, width: Int) -> Int {
    // Corners, the title with its blanks, and the blanks and the line's end of the note.
    width - 4 - (title.width + 2) - 3
  }
}
