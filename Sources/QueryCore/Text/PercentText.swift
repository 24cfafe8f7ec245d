/// Writes a share of work done, always rounded down: `62.4 %`, and `100 %` only when nothing is left.
package enum PercentText {
  package static func of(_ done: Int, _ total: Int) -> String {
    guard total > 0 else { return "- %" }
    if done >= total { return "100 %" }
    let thousandths = max(0, done) * 1000 / total
    return "\(thousandths / 10).\(thousandths % 10) %"
  }
}
