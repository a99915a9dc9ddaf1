#pragma once

#include <uv.h>

// A job that waits in a line. It is the first member of a larger struct.
typedef struct Job {
  uv_work_t request;
  struct Job* next;
  struct Line* line;
  void (*work)(struct Job* job);   // on a pool thread
  void (*ended)(struct Job* job);  // on the thread of the loop
} Job;

typedef struct Line {
  uv_loop_t* loop;
  Job* first;
  Job** end;
  int free_places;
} Line;

void line_init(Line* line, uv_loop_t* loop, int share);
void line_add(Line* line, Job* job);
