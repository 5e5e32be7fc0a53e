package dev.fuota.fleet.demo;

/**
 * What the whole demonstration cost a device's flash.
 *
 * @param operations program and erase operations
 * @param erases sector erasures
 * @param wearMax erasures of the sector that was erased most
 * @param busySeconds time that the flash was busy
 */
public record FlashUse(long operations, long erases, int wearMax, double busySeconds) {}
