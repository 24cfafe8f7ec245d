/// All keys of all views, as help shows them and the documentation lists them.
enum KeyTables {
  /// Every view there is; a new one is added here.
  private static let views: [any DashboardView.Type] = [
    TargetsView.self, BatchView.self, CausesView.self, MatrixView.self, QueryView.self,
    AnswerView.self, RequestsView.self, RowsView.self, FrequencyView.self, RerunView.self,
    CancelView.self, HelpView.self, PaletteView.self, PromptView.self, ColumnsView.self,
    ThemesView.self,
  ]

  /// The key tables of all views, a key that works everywhere in each of them.
  static let all = views.flatMap { $0.sections }

  /// Each binding by its name.
  static let lines = Dictionary(all.flatMap(\.lines).map { ($0.name, $0) }) { first, _ in first }

  /// Each key once: those of every view first.
  static let sections = KeySection.grouped(all)

  /// The tables of the documentation, in Markdown.
  static func markdown() -> String {
    sections.map { section in
      "### \(section.title)\n\n| key | does | name |\n|---|---|---|\n"
        + section.lines.map { line in
          let keys = line.keys.map { "`\($0.name)`" }.joined(separator: " ")
          return "| \(keys) | \(line.help) | `\(line.name)` |\n"
        }.joined()
    }.joined(separator: "\n")
  }
}

extension KeySection {
  /// The same as it is for these options: with a person's own keys, without those that are not allowed.
  func adapted(to options: DisplayOptions) -> KeySection {
    let allowed = lines.filter { !options.isReadOnly || !$0.isAction }
    var section = self
    section.lines = allowed.map { options.keymap.applied(to: $0) }
    return section
  }
}
