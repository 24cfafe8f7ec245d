import TextCanvas

/// What of a row is to be placed: which clusters go together, in which form, and which cells they may reach into.
nonisolated struct RowPlacing {
  /// The number of the text placed last in this row; 0 for none.
  var number = 0
  private let widths: MeasuredWidths
  /// Columns of the whole row.
  private let columns: Int
  private var run = PlacedRun()
  /// Whether the run begins in the row's first column.
  private var beginsRow = false
  /// Columns that what was placed last may have drawn over.
  private var spill = 0

  /// More columns than a run of letters has are drawn in two.
  private static let mostColumns = 100

  init(widths: MeasuredWidths = MeasuredWidths(), columns: Int = .max) {
    self.widths = widths
    self.columns = columns
  }

  /// Whether nothing was drawn over that is still to come.
  var isClear: Bool { spill == 0 }

  /// Whether nothing is begun and nothing before it matters.
  var isEmpty: Bool { run.columns == 0 && spill == 0 && number == 0 }

  /// Takes a cluster.
  ///
  /// - Parameters:
  ///   - isSettled: Whether all terminals agree about it: it is here because of what stands before it.
  ///   - room: Columns from its own to the end of the row: what might reach further is left out.
  /// - Returns: Whether the run ends with it.
  mutating func add(_ cluster: Character, width: Int, isSettled: Bool, room: Int) -> Bool {
    if run.columns == 0 { beginsRow = room >= columns }
    run.endsRow = room <= width && !beginsRow
    if isSettled {
      (run.text, run.columns) = (String(cluster), width)
      spill = max(0, spill - width)
      return true
    }
    run.text += shown(cluster, width: width, room: room)
    run.columns += width
    spill = Self.spill(of: cluster)
    return !joins(cluster) || run.columns >= Self.mostColumns
  }

  /// The text that is to be placed next; nil for none.
  mutating func takeRun() -> PlacedRun? {
    guard run.columns > 0 else { return nil }
    defer { run = PlacedRun() }
    return run
  }

  /// Forgets what was placed before, where nothing of it can be reached any more.
  mutating func forget() {
    if spill == 0 { number = 0 }
  }

  /// The form of a cluster that this terminal is given.
  private func shown(_ cluster: Character, width: Int, room: Int) -> String {
    let kinds = SignKinds(cluster)
    if !kinds.isEmpty {
      return widths.draws(cluster, of: kinds) ? String(cluster) : SignKinds.narrowed(cluster)
    }
    guard let base = cluster.unicodeScalars.first, width + Self.spill(of: cluster) > room
    else { return String(cluster) }
    return String(Character(base))
  }

  /// Whether what follows a cluster may go on in the same run: the terminal joins letters itself.
  private func joins(_ cluster: Character) -> Bool {
    guard widths.joinsConjuncts, let base = cluster.unicodeScalars.first else { return false }
    return ComplexScript.contains(base)
  }

  /// Columns a cluster may take beyond its own: one for each mark that some terminal gives a column, one for a base that some
  /// terminal makes wide.
  private static func spill(of cluster: Character) -> Int {
    guard SignKinds(cluster).isEmpty else { return 1 }
    return cluster.unicodeScalars.dropFirst().reduce(1) {
      $0 + (SettledWidth.containsMark($1) ? 0 : 1)
    }
  }
}

/// Clusters that are placed as one.
nonisolated struct PlacedRun: Hashable {
  var text = ""
  var columns = 0
  /// Whether it takes the row's last column, and not its first.
  var endsRow = false
}
