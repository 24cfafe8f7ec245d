/// Any view, so that the stack holds them alike and can be compared.
///
/// A box around the existential, not an enum with a case a view: nothing in `App/` has to know which views there are, and there
/// is no switch to be extended.
struct AnyView: Hashable, Sendable {
  var view: any DashboardView

  init(_ view: any DashboardView) {
    self.view = view
  }

  static func == (left: AnyView, right: AnyView) -> Bool {
    left.view.isEqual(to: right.view)
  }

  func hash(into hasher: inout Hasher) { view.hash(into: &hasher) }
}
