package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Command;

/**
 * A MAC command (LoRaWAN 1.0.4, section 5; LoRaWAN 1.1, section 5): a CID octet and what follows
 * it. The same CID means another command in the other direction.
 */
public sealed interface MacCommand extends Command permits DownCommand, UpCommand {}
