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
  case help
  case redraw
  case suspend
}
