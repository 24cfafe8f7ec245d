/// What a key can ask for.
///
/// Names are those of the command palette to come.
package enum Action: String, Hashable, Sendable, CaseIterable {
  case moveDown
  case moveUp
  case moveLeft
  case moveRight
  case first
  case last
  case halfPageDown
  case halfPageUp
  case pageDown
  case pageUp
  case open
  case back
  case leave
  case quit
  case filter
  case sortNext
  case sortReverse
  case failedOnly
  case showCauses
  case showAll
  case releaseOrder
  case pollNow
  case pause
  case nextPanel
  case zoom
  case rawAnswer
  case showRequests
  case showResults
  case viewCell
  case nextRow
  case previousRow
  case firstColumn
  case lastColumn
  case narrower
  case wider
  case hideColumn
  case showColumns
  case freeze
  case search
  case nextHit
  case previousHit
  case allRows
  case statistics
  case copyCell
  case copyRow
  case copyColumn
  case export
  case askAgain
  case help
  case redraw
  case suspend
}
