/*
 * Tables without generated files: the compiler computes every entry from the formula that stands
 * beside the table. R16(F, 32) is F(32), F(33), ... F(47).
 */
#ifndef REPEAT_H
#define REPEAT_H

#define R4(F, n) F((n)), F((n) + 1), F((n) + 2), F((n) + 3)
#define R16(F, n) R4(F, (n)), R4(F, (n) + 4), R4(F, (n) + 8), R4(F, (n) + 12)
#define R64(F, n) R16(F, (n)), R16(F, (n) + 16), R16(F, (n) + 32), R16(F, (n) + 48)
#define R256(F, n) R64(F, (n)), R64(F, (n) + 64), R64(F, (n) + 128), R64(F, (n) + 192)
#define R1024(F, n) R256(F, (n)), R256(F, (n) + 256), R256(F, (n) + 512), R256(F, (n) + 768)

/* As above, with a first argument that stays. */
#define Q4(F, a, n) F(a, (n)), F(a, (n) + 1), F(a, (n) + 2), F(a, (n) + 3)
#define Q20(F, a, n)                                                                               \
  Q4(F, a, (n)), Q4(F, a, (n) + 4), Q4(F, a, (n) + 8), Q4(F, a, (n) + 12), Q4(F, a, (n) + 16)
#define Q64(F, a, n)                                                                               \
  Q4(F, a, (n)), Q20(F, a, (n) + 4), Q20(F, a, (n) + 24), Q20(F, a, (n) + 44)
#define Q100(F, a, n)                                                                              \
  Q20(F, a, (n)), Q20(F, a, (n) + 20), Q20(F, a, (n) + 40), Q20(F, a, (n) + 60), Q20(F, a, (n) + 80)
#define Q256(F, a, n) Q64(F, a, (n)), Q64(F, a, (n) + 64), Q64(F, a, (n) + 128), Q64(F, a, (n) + 192)

#endif
