# Compiler and linker settings shared by every target. Presets choose among them.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_INTERPROCEDURAL_OPTIMIZATION OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE OFF)  # -fPIE below; CMake would give libraries -fPIC

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Release or Debug" FORCE)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g")

option(ORRERY_WARNINGS_AS_ERRORS "Treat compiler warnings as errors" ON)
set(ORRERY_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them; empty: none")
option(ORRERY_REQUIRE_TESTS "Fail to configure where what the tests need is missing" OFF)

find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

include_directories(${CMAKE_SOURCE_DIR})
add_compile_definitions(ORRERY_VERSION="${PROJECT_VERSION}")
# No fused multiply-add behind the program's back: floats must equal CPython's on every machine.
add_compile_options(-Wall -Wextra -fno-rtti -ffp-contract=off -fvisibility=hidden)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 warns of these where its own inlining has lost track of lengths and unions.
    add_compile_options(-Wno-stringop-overread -Wno-stringop-overflow -Wno-array-bounds
                        -Wno-maybe-uninitialized -Wno-restrict -Wno-dangling-pointer)
endif()
if(ORRERY_WARNINGS_AS_ERRORS)
    add_compile_options(-Werror)
endif()

if(UNIX)
    # Position-independent executables need neither a PLT nor lazy binding: all code but the C
    # library is linked statically, which is what keeps the start of an empty program short.
    add_compile_options(-fPIE -fno-plt)
    add_link_options(-pie -Wl,-z,now)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        add_link_options(-fuse-ld=lld -Wl,-z,pack-relative-relocs)
    endif()
    if(CMAKE_BUILD_TYPE STREQUAL "Release")
        add_compile_options(-ffunction-sections -fdata-sections)
        add_link_options(-Wl,--gc-sections)
    endif()
endif()

if(ORRERY_SANITIZE)
    add_compile_options(-fsanitize=${ORRERY_SANITIZE} -fno-omit-frame-pointer -g1)
    add_link_options(-fsanitize=${ORRERY_SANITIZE})
    if(ORRERY_SANITIZE MATCHES "address")
        # The collector scans machine stacks: locals must stay there, not on a fake stack.
        add_compile_options(-fsanitize-address-use-after-return=never)
    endif()
    if(ORRERY_SANITIZE MATCHES "undefined")
        add_compile_options(-fno-sanitize-recover=undefined)
    endif()
    # Options built into each program: see the file.
    link_libraries($<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:orrery_sanitizer_options>)
    add_library(orrery_sanitizer_options OBJECT ${CMAKE_SOURCE_DIR}/cmake/sanitizer_options.cpp)
endif()
