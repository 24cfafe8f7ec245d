import QueryCore

/// A result whose answers do not agree with one another: what came is not known to be what there is.
package enum ContradictoryResult: Error, Hashable, Sendable, CustomStringConvertible {
  /// Other rows came than were announced; `repeats` where pages began alike.
  case count(announced: Int, came: Int, repeats: Bool = false)
  /// Two numbers were announced for one result, the smaller first.
  case announcements(Int, Int)
  /// Which rows are asked for makes no difference, and there is no link to the others.
  case rangeIgnored
  /// A page came twice, and no number is announced that would say whether both are data.
  case repeatedPage
  /// The link to the next page is one that was followed before.
  case circle
  /// Pages without rows, each with a link to another.
  case emptyPages
  /// What may be a header may be a row; holds why.
  case header(String)

  package var description: String {
    switch self {
    case .count(let announced, let came, let repeats):
      let announced = CountText.of(announced, "row was", "rows were")
      let same = repeats ? ", some of them more than once" : ""
      return "\(announced) announced, and \(CountText.grouped(came)) came\(same): export again"
    case .announcements(let fewest, let most):
      return """
        some pages announce \(CountText.of(fewest, "row", "rows")) and others \
        \(CountText.grouped(most)): export again
        """
    case .rangeIgnored:
      return """
        the server does not heed which rows are asked for: it answered rows far beyond the end, and the \
        same rows twice
        """
    case .repeatedPage:
      return """
        the server sent the same page twice and announced no number of rows, so that nobody can say which \
        rows there are
        """
    case .circle: return "the links from page to page lead in a circle"
    case .emptyPages: return "the server sends pages without rows and without end"
    case .header(let reason): return "\(reason): ask for the rows with their fields, or as objects"
    }
  }
}
