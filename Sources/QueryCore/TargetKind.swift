/// What a target is at its provider; the word before the slash in `SOURCE:KIND/ID`.
package enum TargetKind: String, Hashable, Sendable, CaseIterable {
  case batch
  case query
  case job
}
