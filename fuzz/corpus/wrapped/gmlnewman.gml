kCreator "Mark Newman on Mon Jul 21 12:00:00 2006"
Version 1
# A network of books
comment "Bought together"
graph
[
  comment "three books"
  directed 0
  label "books"
  node
  [
    id 0
    label "1000 Years for Revenge"
    value "n"
    graphics [ x 1.5 y -2 center [ x 0.5 ] fill "#ff0000" ]
  ]
  node
  [
    id 1
    label "Bush vs. the Beltway &amp; more"
    value "c"
  ]
  node
  [
    id 2
    label "1000 Years for Revenge"
    value "l"
  ]
  edge
  [
    source 1
    target 0
    value 3
  ]
  edge
  [
    source 1
    target 2
    weight 2.5E+1
    comment "rare"
  ]
]
