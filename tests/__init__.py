"""The tests. Libraries are silenced before the first of them is imported."""

from beian.base.quiet import silence_libraries

silence_libraries()
