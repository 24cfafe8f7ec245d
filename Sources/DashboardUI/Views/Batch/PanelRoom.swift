import TextCanvas

/// The lines that the verdict and the causes have had in the batch view: they are kept when a shorter verdict comes, so that the
/// rows below are not pulled away from under the eye.
struct PanelRoom: Hashable, Sendable {
  private(set) var verdict = 0
  private(set) var causes = 0
  /// The area they were had in; another size begins anew.
  private var area: Rect?

  init() {}

  /// Makes room for what there is to show now, and gives none back.
  mutating func make(verdict: Int, causes: Int, in area: Rect) {
    if area != self.area { self = PanelRoom() }
    self.area = area
    self.verdict = max(self.verdict, verdict)
    self.causes = max(self.causes, causes)
  }
}
