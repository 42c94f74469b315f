/// The serving process: answers scoring for every endpoint of the routes, swaps deployments without
/// failing a request, and is steered through a second listener. Its routing table is one immutable
/// snapshot; a request keeps the instance that it began with until it has ended.
@NullMarked
package dev.plumbline.local.serving.server;

import org.jspecify.annotations.NullMarked;
