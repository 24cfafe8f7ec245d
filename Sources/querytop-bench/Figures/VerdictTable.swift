import ArgumentParser

/// Figures with their bounds, printed as aligned columns.
struct VerdictTable {
  let title: String
  /// The heading of the column that holds each figure's peer.
  let peer: String
  var findings: [Finding] = []

  /// The heading and a line for each figure; numbers stand on the right of their columns.
  var lines: [String] {
    let rows = [["", "figure", "", "bound", peer, "verdict"]] + findings.map(\.cells)
    let widths = (0..<6).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let body = rows.map { row in
      row.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        let isText = column == 0 || column == 2 || column == 5
        return isText ? row[column] + space : space + row[column]
      }.joined(separator: "  ")
    }
    return [title] + body.map { String($0.reversed().drop { $0 == " " }.reversed()) }
  }

  /// Prints the table, then judges it.
  ///
  /// - Throws: `ExitCode(1)` when a figure does not keep to its bound.
  func conclude() throws {
    print(lines.joined(separator: "\n"))
    if !findings.allSatisfy(\.holds) { throw ExitCode(1) }
  }
}
