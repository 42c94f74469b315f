/// Online endpoints, deployments and traffic: what was applied is kept in the database, and from it
/// follow the routes that the serving process holds.
@NullMarked
package dev.plumbline.local.endpoints;

import org.jspecify.annotations.NullMarked;
