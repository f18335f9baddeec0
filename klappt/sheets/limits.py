"""How large a table may be before klappt says no: far above any actor table, far below what hurts."""

MEGABYTE = 1024 * 1024

FILE_BYTES = 20 * MEGABYTE
UNPACKED_BYTES = 200 * MEGABYTE
MEMBER_RATIO = 200
RATIO_FROM_BYTES = 4 * MEGABYTE
MEMBERS = 2000
ROWS = 20_000
COLUMNS = 200
