package dev.fuota.boot.mcuboot;

/** What a trailer says, field by field. */
record SlotState(Magic magic, SwapType swapType, Flag copyDone, Flag imageOk) {}
